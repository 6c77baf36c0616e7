package dev.memphis.distribution;

import java.nio.file.Path;

/**
 * A file that goes into a tarball. Immutable.
 *
 * @param place where it goes, below the tarball's one folder, with slashes
 * @param source where it comes from
 */
record Part(String place, Path source, boolean executable) {
    static Part file(String place, Path source) {
        return new Part(place, source, false);
    }

    static Part script(String place, Path source) {
        return new Part(place, source, true);
    }
}
