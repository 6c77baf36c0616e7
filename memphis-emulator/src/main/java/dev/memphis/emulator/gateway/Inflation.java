package dev.memphis.emulator.gateway;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * What Fiber makes of a request body with a Content-Encoding: gzip and deflate are inflated, others left alone, and an
 * invalid body becomes the text of the error (contract, "Produce"). Stateless.
 */
final class Inflation {
    private Inflation() {}

    static Buffer inflate(Buffer body, String encoding) {
        if (encoding == null) {
            return body;
        }
        return switch (encoding.toLowerCase(Locale.ROOT).strip()) {
            case "gzip" -> inflate(body, GZIPInputStream::new, "gzip: invalid header");
            case "deflate" -> inflate(body, InflaterInputStream::new, "zlib: invalid header");
            default -> body;
        };
    }

    @FunctionalInterface
    private interface Decoder {
        InputStream open(InputStream compressed) throws IOException;
    }

    private static Buffer inflate(Buffer body, Decoder decoder, String invalidHeader) {
        if (body.length() < 10 && decoder != null && body.length() > 0 && invalidHeader.startsWith("gzip")) {
            // Go reads the ten bytes of the header before it looks at them.
            return Buffer.buffer("unexpected EOF");
        }
        try (InputStream plain = decoder.open(new ByteArrayInputStream(body.getBytes()))) {
            return Buffer.buffer(plain.readAllBytes());
        } catch (EOFException e) {
            return Buffer.buffer(body.length() == 0 ? "EOF" : "unexpected EOF");
        } catch (ZipException e) {
            return Buffer.buffer(invalidHeader.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Buffer.buffer(String.valueOf(e.getMessage()));
        }
    }
}
