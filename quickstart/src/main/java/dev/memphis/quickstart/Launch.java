package dev.memphis.quickstart;

import dev.memphis.testbed.Problem;

/** What the script bin/quickstart tells the program. */
final class Launch {
    private Launch() {}

    /** @throws Problem if the script did not start the program */
    static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new Problem("-D" + name + " is missing; start with bin/quickstart");
        }
        return value;
    }
}
