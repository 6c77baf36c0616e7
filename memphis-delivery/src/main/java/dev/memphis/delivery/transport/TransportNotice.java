package dev.memphis.delivery.transport;

import dev.memphis.delivery.notice.Notice;

/** What is wrong with certificates. */
enum TransportNotice implements Notice {
    CERTIFICATES_UNUSABLE("Certificates were renewed and cannot be used, the ones from before stay in use: {} ({})");

    private final String text;

    TransportNotice(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
