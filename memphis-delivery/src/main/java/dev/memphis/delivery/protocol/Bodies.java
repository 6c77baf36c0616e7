package dev.memphis.delivery.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Request bodies in pieces, made without copying a value. Stateless. */
public final class Bodies {
    private static final byte[] OPEN = {'['};
    private static final byte[] COMMA = {','};
    private static final byte[] CLOSE = {']'};

    private Bodies() {}

    /** Returns the body of a request: the value itself, or for a batch the values with brackets and commas between. */
    public static List<byte[]> of(Produce request) {
        return request.form() == Produce.Form.BATCH ? array(request.bodies()) : request.bodies();
    }

    private static List<byte[]> array(List<byte[]> values) {
        byte[][] pieces = new byte[2 * values.size() + 1][];
        pieces[0] = OPEN;
        for (int i = 0; i < values.size(); i++) {
            pieces[2 * i + 1] = values.get(i);
            pieces[2 * i + 2] = COMMA;
        }
        pieces[pieces.length - 1] = CLOSE;
        return Arrays.asList(pieces);
    }

    static List<byte[]> gzip(List<byte[]> body) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(4096);
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            for (byte[] piece : body) {
                gzip.write(piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("compressing in memory", e);
        }
        return List.of(compressed.toByteArray());
    }
}
