package dev.memphis.emulator.management;

import java.util.List;

/** What the management API does not do, with the status and the message that say so. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Object details;

    /** A field that is not as it should be. */
    private record Problem(String field, String reason) {}

    private Refusal(int status, Object details) {
        super(details.toString(), null, false, false);
        this.status = status;
        this.details = details;
    }

    /** The request is understood, and refused: what Memphis calls a business error. */
    static Refusal of(String message) {
        return new Refusal(406, message);
    }

    static Refusal of(int status, String message) {
        return new Refusal(status, message);
    }

    static Refusal unauthorized() {
        return new Refusal(401, "Unauthorized");
    }

    static Refusal field(String field, String reason) {
        return new Refusal(400, List.of(new Problem(field, reason)));
    }

    /** Refuses if any field is missing. */
    static void ifMissing(List<String> fields) {
        if (!fields.isEmpty()) {
            throw new Refusal(
                    400,
                    fields.stream().map(field -> new Problem(field, "required")).toList());
        }
    }

    int status() {
        return status;
    }

    /** A text, or a list of what is wrong with which field. */
    Object details() {
        return details;
    }
}
