package dev.memphis.delivery.writer;

/** What the writer is at. */
enum WriterState {
    /** What may be sent is sent. */
    SENDING,
    /** A request is under way beside which there must be no other: a log-in, a first use of a station. */
    ALONE,
    /** Nothing is sent until such a request may begin: another session's is under way at the gateway. */
    QUEUED,
    /** Nothing is sent until a wait is over. */
    PAUSED,
    /** Nothing is sent any more. */
    CLOSED
}
