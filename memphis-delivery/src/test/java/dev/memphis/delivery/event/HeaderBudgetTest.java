package dev.memphis.delivery.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderBudgetTest {
    private final HeaderBudget budget = new HeaderBudget();

    @Test
    void ordinaryHeaders_stayAsTheyAre() {
        List<EventHeader> headers = List.of(new EventHeader("X-Op", "c"), new EventHeader("x-table", "items"));

        assertThat(budget.fit(headers)).isEqualTo(headers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "content-length",
                "Host",
                "Cookie",
                "Proxy-Authorization",
                "user-agent",
                "$memphis_x",
                "$Memphis",
                "two words",
                "",
                "a:b",
                "a\r\nb"
            })
    void nameThatTheGatewayCannotTake_isLeftOut(String name) {
        assertThat(budget.fit(List.of(new EventHeader(name, "v"), new EventHeader("ok", "v"))))
                .containsExactly(new EventHeader("ok", "v"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Cookie", "TE", "$memphis", "ok", "X-Op", "two words", "", "é"})
    void configurationAndDelivery_agreeOnNames(String name) {
        boolean delivered = !budget.fit(List.of(new EventHeader(name, "v"))).isEmpty();

        assertThat(delivered).isEqualTo(HeaderName.isAllowed(name));
    }

    @Test
    void valueThatHttpCannotCarry_isPercentEncoded() {
        assertThat(budget.fit(List.of(new EventHeader("h", "kůň\r\nX: y"))))
                .containsExactly(new EventHeader("h", "k%C5%AF%C5%88%0D%0AX: y"));
    }

    @Test
    void whatIsTooMuch_isLeftOutAndTheRestGoes() {
        EventHeader large = new EventHeader("large", "x".repeat(HeaderBudget.BYTES));
        EventHeader small = new EventHeader("small", "x");

        assertThat(budget.fit(List.of(large, small))).containsExactly(small);
    }

    @Test
    void headersTogether_stayWithinTheBudget() {
        EventHeader half = new EventHeader("half", "x".repeat(HeaderBudget.BYTES / 2));

        assertThat(budget.fit(List.of(half, half, half))).hasSize(1);
    }
}
