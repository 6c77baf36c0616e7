package dev.memphis.quickstart;

import dev.memphis.client.Passwords;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

    /** Makes a user of the database for whoever watches and wants to change rows. */
    static Account ofGuest() {
        return new Account("todo", Passwords.generate());
    }

    /** Returns how the user comes to a database on this machine, password included. */
    String url(int port, String database) {
        return "postgresql://" + username + ":" + URLEncoder.encode(password, StandardCharsets.UTF_8) + "@127.0.0.1:"
                + port + "/" + database;
    }

    @Override
    public String toString() {
        return username;
    }
}
