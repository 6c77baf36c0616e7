package dev.memphis.delivery.transport;

import java.util.function.UnaryOperator;

/** What came back for a request. */
public sealed interface HttpReply {
    /**
     * A whole answer.
     *
     * @param header gives the first value of a header, null where there is none; names in any case
     * @param body at most 4 MiB; a longer one is no answer
     */
    record Answered(int status, UnaryOperator<String> header, byte[] body) implements HttpReply {}

    /** No answer, or only a part of one. The reason is one line that holds no secret. */
    record None(String reason) implements HttpReply {}
}
