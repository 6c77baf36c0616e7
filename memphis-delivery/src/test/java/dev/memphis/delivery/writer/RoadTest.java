package dev.memphis.delivery.writer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoadTest {
    private final Road road = new Road();

    @Test
    void stationThatWasUsed_isKnownUntilTheGatewayForgets() {
        road.learn("todo", road.epoch());
        assertThat(road.knows("todo")).isTrue();

        road.forget();

        assertThat(road.knows("todo")).isFalse();
    }

    @Test
    void answerFromBeforeTheGatewayForgot_teachesNothing() {
        long before = road.epoch();
        road.forget();

        road.learn("todo", before);

        assertThat(road.knows("todo")).as("its next use is a first one again").isFalse();
    }
}
