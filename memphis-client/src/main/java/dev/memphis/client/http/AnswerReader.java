package dev.memphis.client.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Takes an answer piece by piece; whoever sends more than it may be has the connection closed. Confined to the event loop. */
final class AnswerReader {
    private final HttpClientRequest request;
    private final HttpClientResponse response;
    private final long longest;
    private final Buffer body = Buffer.buffer();
    private final Promise<Buffer> whole = Promise.promise();

    AnswerReader(HttpClientRequest request, HttpClientResponse response, long longest) {
        this.request = request;
        this.response = response;
        this.longest = longest;
    }

    Future<HttpAnswer> whole() {
        response.exceptionHandler(whole::tryFail);
        response.handler(this::take);
        response.endHandler(ignored -> whole.tryComplete(body));
        Optional<String> tls =
                Optional.ofNullable(request.connection().sslSession()).map(AnswerReader::words);
        return whole.future()
                .map(bytes -> new HttpAnswer(
                        response.statusCode(), bytes.toString(), Optional.ofNullable(response.getHeader("Date")), tls));
    }

    private void take(Buffer piece) {
        if (whole.future().isComplete()) {
            return;
        }
        if ((long) body.length() + piece.length() > longest) {
            whole.tryFail(new AnswerTooLongException(longest));
            request.reset();
        } else {
            body.appendBuffer(piece);
        }
    }

    private static String words(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain[0] instanceof X509Certificate certificate
                    ? session.getProtocol() + ", certificate of "
                            + certificate.getSubjectX500Principal().getName() + ", valid until "
                            + certificate.getNotAfter().toInstant()
                    : session.getProtocol();
        } catch (SSLPeerUnverifiedException e) {
            return session.getProtocol();
        }
    }
}
