package dev.memphis.delivery.options;

import java.util.List;

/** A text is no value of its type. */
public final class BadValueException extends Exception {
    /**
     * One thing that is wrong.
     *
     * @param shown the offending text (for a list the offending element), safe to print unless the option is secret
     * @param rule what would be right, to be read after the value: "must be …"
     */
    public record Complaint(String shown, String rule) {}

    private final transient List<Complaint> complaints;

    /**
     * @param text what was given; made safe to print
     * @param rule what would be right, to be read after the value
     */
    public BadValueException(String text, String rule) {
        this(List.of(new Complaint(PrintableText.of(text), rule)));
    }

    /** @param complaints at least one */
    public BadValueException(List<Complaint> complaints) {
        super(complaints.toString());
        this.complaints = List.copyOf(complaints);
    }

    /** Returns what is wrong, at least one thing. */
    public List<Complaint> complaints() {
        return complaints;
    }
}
