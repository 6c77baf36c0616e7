package dev.memphis.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccountTest {
    @Test
    void url_hasThePasswordEncoded() {
        assertThat(new Account("todo", "Todo@1?").url(5432, "todo_application"))
                .isEqualTo("postgresql://todo:Todo%401%3F@127.0.0.1:5432/todo_application");
    }
}
