package dev.memphis.cli.check;

import java.util.List;
import java.util.Locale;

/** Sizes in words. Stateless. */
final class Bytes {
    private static final List<String> UNITS = List.of("bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

    private Bytes() {}

    static String words(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1024) {
            size /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %s", size, UNITS.get(unit));
    }
}
