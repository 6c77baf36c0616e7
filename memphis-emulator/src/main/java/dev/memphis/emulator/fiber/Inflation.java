package dev.memphis.emulator.fiber;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.brotli.dec.BrotliInputStream;

/**
 * What Fiber makes of a request body with a Content-Encoding: gzip, deflate and br are decoded, in the order in which they
 * are named; others are left alone, and an invalid body becomes the text of Go's error (contract, "Produce"). Stateless.
 */
public final class Inflation {
    private static final int GZIP_HEADER = 10;
    /** Flags in a gzip header, for what follows it. */
    private static final int HEADER_CHECKSUM = 2;

    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    /** Far more than the broker takes; the real gateway knows no limit, and runs out of memory. */
    private static final int MOST = 64 << 20;

    private static final String CUT_OFF = "unexpected EOF";

    private Inflation() {}

    /** @param encodings the header's value, empty if there is none */
    public static Buffer inflate(Buffer body, String encodings) {
        if (encodings.isEmpty()) {
            return body;
        }
        String[] names = encodings.split(",", -1);
        byte[] decoded = new byte[0];
        ByteBuffer input = ByteBuffer.wrap(body.getBytes());
        try {
            for (String name : names) {
                switch (name.replaceAll("^ +", "")) {
                    case "gzip" -> decoded = gunzip(input);
                    case "deflate" -> decoded = inflated(new Inflater(), input);
                    case "br", "brotli" -> decoded = unbrotli(input);
                    default -> {
                        // Fiber stops here, with what it has decoded so far.
                        return names.length == 1 ? body : Buffer.buffer(decoded);
                    }
                }
                input = ByteBuffer.wrap(decoded);
            }
            return Buffer.buffer(decoded);
        } catch (GoCompressionException e) {
            return Buffer.buffer(e.getMessage());
        } catch (BufferUnderflowException e) {
            return Buffer.buffer(CUT_OFF);
        }
    }

    /** A small body that becomes a huge one. */
    public static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The message is Go's. */
    private static final class GoCompressionException extends Exception {
        private static final long serialVersionUID = 1L;

        GoCompressionException(String message) {
            super(message);
        }
    }

    /** Members one after the other, each with its checksum. The JDK's own stream overlooks what is wrong behind the first. */
    private static byte[] gunzip(ByteBuffer input) throws GoCompressionException {
        if (!input.hasRemaining()) {
            throw new GoCompressionException("EOF");
        }
        input.order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        do {
            skipHeader(input);
            byte[] member = inflated(new Inflater(true), input);
            CRC32 sum = new CRC32();
            sum.update(member);
            if (input.getInt() != (int) sum.getValue() || input.getInt() != member.length) {
                throw new GoCompressionException("gzip: invalid checksum");
            }
            bound(plain.size() + member.length);
            plain.writeBytes(member);
        } while (input.hasRemaining());
        return plain.toByteArray();
    }

    private static void skipHeader(ByteBuffer input) throws GoCompressionException {
        // Go reads all of them before it looks at them.
        byte[] header = new byte[GZIP_HEADER];
        input.get(header);
        if (header[0] != 0x1f || header[1] != (byte) 0x8b || header[2] != Deflater.DEFLATED) {
            throw new GoCompressionException("gzip: invalid header");
        }
        int flags = header[3];
        if ((flags & EXTRA) != 0) {
            input.get(new byte[Short.toUnsignedInt(input.getShort())]);
        }
        for (int text : new int[] {NAME, COMMENT}) {
            while ((flags & text) != 0 && input.get() != 0) {
                // Up to the zero that ends it.
            }
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            input.getShort();
        }
    }

    private static void bound(int size) {
        if (size > MOST) {
            throw new TooLargeException();
        }
    }

    /** Inflates data up to its own end. */
    private static byte[] inflated(Inflater inflater, ByteBuffer input) throws GoCompressionException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try {
            inflater.setInput(input);
            byte[] piece = new byte[8192];
            while (!inflater.finished()) {
                int length = inflater.inflate(piece);
                plain.write(piece, 0, length);
                bound(plain.size());
                if (inflater.needsDictionary()) {
                    throw new GoCompressionException("zlib: invalid dictionary");
                }
                if (length == 0 && inflater.needsInput() && !inflater.finished()) {
                    throw new GoCompressionException(CUT_OFF);
                }
            }
            return plain.toByteArray();
        } catch (DataFormatException e) {
            throw new GoCompressionException(
                    switch (String.valueOf(e.getMessage())) {
                        case "incorrect header check", "unknown compression method", "invalid window size" ->
                            "zlib: invalid header";
                        case "incorrect data check" -> "zlib: invalid checksum";
                        default -> "flate: corrupt input before offset " + Math.max(1, inflater.getBytesRead());
                    });
        } finally {
            inflater.end();
        }
    }

    private static byte[] unbrotli(ByteBuffer input) throws GoCompressionException {
        if (!input.hasRemaining()) {
            return new byte[0];
        }
        try (BrotliInputStream plain = new BrotliInputStream(new ByteArrayInputStream(input.array()))) {
            byte[] all = plain.readNBytes(MOST + 1);
            bound(all.length);
            return all;
        } catch (IOException e) {
            // Which of its many words Go's decoder would use cannot be told from here.
            throw new GoCompressionException("brotli: PADDING_2");
        }
    }
}
