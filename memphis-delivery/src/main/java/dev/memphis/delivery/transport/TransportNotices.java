package dev.memphis.delivery.transport;

import dev.memphis.delivery.notice.Notice;

/** What is wrong with certificates. */
final class TransportNotices {
    static final Notice CERTIFICATES_UNUSABLE =
            new Notice("Certificates were renewed and cannot be used, the ones from before stay in use: {} ({})");

    private TransportNotices() {}
}
