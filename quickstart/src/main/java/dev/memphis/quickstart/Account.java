package dev.memphis.quickstart;

import dev.memphis.client.Passwords;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A user of Memphis or of the database. Immutable; its {@code toString} hides the password. */
record Account(String username, String password) {
    /** Makes one that is nobody else's: a running Memphis may have users of any name. */
    static Account ofOneRun() {
        return new Account("todocdc-" + HexFormat.of().toHexDigits(new SecureRandom().nextInt()), Passwords.generate());
    }

    /** Makes the database's user for Debezium; its password may be given, for a server that is started beside. */
    static Account ofDebezium() {
        String given = System.getenv("CDC_PASSWORD");
        return new Account("cdc", given == null || given.isEmpty() ? Passwords.generate() : given);
    }

    @Override
    public String toString() {
        return username;
    }
}
