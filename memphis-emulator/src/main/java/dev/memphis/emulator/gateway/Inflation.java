package dev.memphis.emulator.gateway;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.brotli.dec.BrotliInputStream;

/**
 * What Fiber makes of a request body with a Content-Encoding: gzip, deflate and br are decoded, in the order in which they
 * are named; others are left alone, and an invalid body becomes the text of Go's error (contract, "Produce"). Stateless.
 */
final class Inflation {
    private static final int GZIP_HEADER = 10;
    /** Far more than the broker takes; the real gateway knows no limit, and runs out of memory. */
    private static final int MOST = 64 << 20;

    private static final String CUT_OFF = "unexpected EOF";

    private Inflation() {}

    /** @param encodings the header's value, empty if there is none */
    static Buffer inflate(Buffer body, String encodings) {
        if (encodings.isEmpty()) {
            return body;
        }
        String[] names = encodings.split(",", -1);
        byte[] decoded = null;
        byte[] input = body.getBytes();
        try {
            for (String name : names) {
                switch (name.replaceAll("^ +", "")) {
                    case "gzip" -> decoded = gunzip(input);
                    case "deflate" -> decoded = unzlib(input);
                    case "br", "brotli" -> decoded = unbrotli(input);
                    default -> {
                        // Fiber stops here, with what it has decoded so far.
                        return names.length == 1 ? body : decoded == null ? Buffer.buffer() : Buffer.buffer(decoded);
                    }
                }
                input = decoded;
            }
            return Buffer.buffer(decoded);
        } catch (GoCompressionException e) {
            return Buffer.buffer(e.getMessage().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A small body that becomes a huge one. */
    static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The message is Go's. */
    private static final class GoCompressionException extends Exception {
        private static final long serialVersionUID = 1L;

        GoCompressionException(String message) {
            super(message);
        }
    }

    /** Members one after the other, each with its checksum. */
    private static byte[] gunzip(byte[] input) throws GoCompressionException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        int at = 0;
        do {
            if (input.length == 0) {
                throw new GoCompressionException("EOF");
            }
            int body = gzipBody(input, at);
            ByteArrayOutputStream member = new ByteArrayOutputStream();
            int end = body + deflated(input, body, member);
            if (end + 8 > input.length) {
                throw new GoCompressionException(CUT_OFF);
            }
            CRC32 sum = new CRC32();
            sum.update(member.toByteArray());
            if (little(input, end) != sum.getValue() || little(input, end + 4) != member.size()) {
                throw new GoCompressionException("gzip: invalid checksum");
            }
            bound(plain.size() + member.size());
            plain.writeBytes(member.toByteArray());
            at = end + 8;
        } while (at < input.length);
        return plain.toByteArray();
    }

    /** Returns where the compressed data of a gzip member begins. */
    private static int gzipBody(byte[] input, int start) throws GoCompressionException {
        if (input.length - start < GZIP_HEADER) {
            // Go reads the ten bytes of the header before it looks at them.
            throw new GoCompressionException(CUT_OFF);
        }
        if ((input[start] & 0xff) != 0x1f || (input[start + 1] & 0xff) != 0x8b || input[start + 2] != 8) {
            throw new GoCompressionException("gzip: invalid header");
        }
        int flags = input[start + 3];
        int at = start + GZIP_HEADER;
        if ((flags & 4) != 0) {
            if (at + 2 > input.length) {
                throw new GoCompressionException(CUT_OFF);
            }
            at += 2 + (input[at] & 0xff) + 256 * (input[at + 1] & 0xff);
        }
        for (int flag : new int[] {8, 16}) {
            if ((flags & flag) != 0) {
                while (at < input.length && input[at] != 0) {
                    at++;
                }
                at++;
            }
        }
        if ((flags & 2) != 0) {
            at += 2;
        }
        if (at > input.length) {
            throw new GoCompressionException(CUT_OFF);
        }
        return at;
    }

    private static byte[] unzlib(byte[] input) throws GoCompressionException {
        if (input.length < 2) {
            throw new GoCompressionException(CUT_OFF);
        }
        int first = input[0] & 0xff;
        int second = input[1] & 0xff;
        if ((first & 0xf) != 8 || first >> 4 > 7 || (first * 256 + second) % 31 != 0) {
            throw new GoCompressionException("zlib: invalid header");
        }
        if ((second & 0x20) != 0) {
            throw new GoCompressionException("zlib: invalid dictionary");
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        int end = 2 + deflated(input, 2, plain);
        if (end + 4 > input.length) {
            throw new GoCompressionException(CUT_OFF);
        }
        java.util.zip.Adler32 sum = new java.util.zip.Adler32();
        sum.update(plain.toByteArray());
        if (big(input, end) != sum.getValue()) {
            throw new GoCompressionException("zlib: invalid checksum");
        }
        return plain.toByteArray();
    }

    private static void bound(int size) {
        if (size > MOST) {
            throw new TooLargeException();
        }
    }

    /** Inflates raw deflate data; returns how many bytes of it there were. */
    private static int deflated(byte[] input, int start, ByteArrayOutputStream into) throws GoCompressionException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(input, start, input.length - start);
            byte[] piece = new byte[8192];
            while (!inflater.finished()) {
                int length = inflater.inflate(piece);
                into.write(piece, 0, length);
                bound(into.size());
                if (length == 0 && !inflater.finished() && inflater.needsInput()) {
                    throw new GoCompressionException(CUT_OFF);
                }
            }
            return (int) inflater.getBytesRead();
        } catch (DataFormatException e) {
            throw new GoCompressionException(
                    "flate: corrupt input before offset " + Math.max(1, inflater.getBytesRead()));
        } finally {
            inflater.end();
        }
    }

    private static byte[] unbrotli(byte[] input) throws GoCompressionException {
        if (input.length == 0) {
            return input;
        }
        try (BrotliInputStream plain = new BrotliInputStream(new ByteArrayInputStream(input))) {
            byte[] all = plain.readNBytes(MOST + 1);
            bound(all.length);
            return all;
        } catch (IOException e) {
            // Which of its many words Go's decoder would use cannot be told from here.
            throw new GoCompressionException("brotli: PADDING_2");
        }
    }

    private static long little(byte[] bytes, int at) {
        return (bytes[at] & 0xffL)
                | (bytes[at + 1] & 0xffL) << 8
                | (bytes[at + 2] & 0xffL) << 16
                | (bytes[at + 3] & 0xffL) << 24;
    }

    private static long big(byte[] bytes, int at) {
        return (bytes[at] & 0xffL) << 24
                | (bytes[at + 1] & 0xffL) << 16
                | (bytes[at + 2] & 0xffL) << 8
                | (bytes[at + 3] & 0xffL);
    }
}
