package dev.memphis.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 by hand, so that a request has exactly the headers that a test gives it. */
final class RawHttp {
    record Reply(int status, Map<String, String> headers, String body) {
        String contentType() {
            return header("content-type");
        }

        String header(String name) {
            return headers.get(name);
        }
    }

    private RawHttp() {}

    static Reply post(URI server, String path, String json) throws IOException {
        return send(
                server, "POST", path, List.of("Content-Type: application/json"), json.getBytes(StandardCharsets.UTF_8));
    }

    static Reply send(URI server, String method, String path, List<String> headers, byte[] body) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
            if (headers.stream().noneMatch(header -> header.regionMatches(true, 0, "Host:", 0, 5))) {
                head.append("Host: ").append(server.getAuthority()).append("\r\n");
            }
            headers.forEach(header -> head.append(header).append("\r\n"));
            boolean hasLength =
                    headers.stream().anyMatch(header -> header.matches("(?i)(content-length|transfer-encoding):.*"));
            if (!List.of("GET", "HEAD").contains(method) && !hasLength) {
                head.append("Content-Length: ").append(body.length).append("\r\n");
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            bytes.write(body);
            socket.getOutputStream().write(bytes.toByteArray());
            return read(socket.getInputStream(), method.equals("HEAD"));
        }
    }

    static Reply read(InputStream in) throws IOException {
        return read(in, false);
    }

    private static Reply read(InputStream in, boolean headOnly) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed after: " + head.toString(StandardCharsets.ISO_8859_1));
            }
            head.write(b);
        }
        List<String> lines = head.toString(StandardCharsets.ISO_8859_1).lines().toList();
        int status = Integer.parseInt(lines.getFirst().split(" ", -1)[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        if (status == 100) {
            return read(in);
        }
        int length = headOnly ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Reply(status, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }
}
