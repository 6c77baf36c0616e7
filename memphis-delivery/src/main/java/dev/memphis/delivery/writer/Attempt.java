package dev.memphis.delivery.writer;

import dev.memphis.delivery.form.FormChooser;

/** One sending of a request. Confined to the loop. */
final class Attempt {
    private final ProduceRequest request;
    private final long number;
    private final long streak;
    private final long writtenAt;
    private final int inFlight;
    private final FormChooser.Measure measure;
    private long connection = -1;
    private long acceptedAs;

    /**
     * @param number of all sendings, in their order
     * @param streak of failures, at its sending: of those that fail together, only the first counts
     * @param writtenAt when its request began to be written, in the loop's nanoseconds
     * @param inFlight how many requests were under way then, itself included
     */
    Attempt(
            ProduceRequest request,
            long number,
            long streak,
            long writtenAt,
            int inFlight,
            FormChooser.Measure measure) {
        this.request = request;
        this.number = number;
        this.streak = streak;
        this.writtenAt = writtenAt;
        this.inFlight = inFlight;
        this.measure = measure;
    }

    ProduceRequest request() {
        return request;
    }

    long number() {
        return number;
    }

    long streak() {
        return streak;
    }

    long writtenAt() {
        return writtenAt;
    }

    int inFlight() {
        return inFlight;
    }

    FormChooser.Measure measure() {
        return measure;
    }

    /** Returns the number of the connection that it went over. */
    long connection() {
        return connection;
    }

    void connection(long taken) {
        connection = taken;
    }

    /** Returns its place among all that were accepted. */
    long acceptedAs() {
        return acceptedAs;
    }

    void acceptedAs(long place) {
        acceptedAs = place;
    }
}
