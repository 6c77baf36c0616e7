package dev.memphis.quickstart;

/** The Memphis user of one run. Immutable; its {@code toString} hides the password. */
record Account(String username, String password) {
    /** Makes one that is nobody else's: a running Memphis may have users of any name. */
    static Account ofOneRun() {
        return new Account("todocdc-" + Passwords.characters(8), Passwords.generate());
    }

    @Override
    public String toString() {
        return username;
    }
}
