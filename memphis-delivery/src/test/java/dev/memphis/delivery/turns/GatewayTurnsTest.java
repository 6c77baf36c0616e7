package dev.memphis.delivery.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memphis.delivery.simulation.SimulatedLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whose turn it is among sessions of one process. A failing seed is in the message. */
class GatewayTurnsTest {
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String GATEWAY = "http://gateway:4444";

    private final SimulatedLoop loop = new SimulatedLoop();
    private final GatewayTurns turns = new GatewayTurns();
    private final List<Neighbour> all = new ArrayList<>();

    /** A session that does as it is told, at once unless it is busy. */
    private class Neighbour implements Seat.Session {
        final Seat seat;
        boolean mine;
        boolean held;
        boolean mustProve;
        boolean busy;
        boolean gone;
        final String url;
        int replaced;
        Runnable still = () -> {};
        long heldFor;
        long heldSince;

        Neighbour(String user, String url) {
            this.url = url;
            seat = turns.seat(user, loop, this);
            seat.moveTo(url);
            all.add(this);
        }

        void take(boolean logIn) {
            mine = seat.take(logIn);
        }

        void over(boolean loggedIn) {
            mine = false;
            seat.over(loggedIn);
        }

        void busy(boolean now) {
            busy = now;
            if (!busy && held) {
                still.run();
            }
        }

        @Override
        public void granted() {
            mine = true;
        }

        @Override
        public void hold(boolean replaces, Runnable asked) {
            held = true;
            heldSince = loop.nanoTime();
            mustProve = replaces;
            still = asked;
            if (!busy) {
                asked.run();
            }
        }

        @Override
        public void goOn() {
            if (held) {
                heldFor += loop.nanoTime() - heldSince;
            }
            held = false;
        }

        @Override
        public void replaced() {
            replaced++;
        }
    }

    private Neighbour at(String url) {
        return new Neighbour("cdc$1", url);
    }

    private Neighbour neighbour() {
        return at(GATEWAY);
    }

    @Test
    void nobodyElse_itIsItsTurnAtOnce() {
        Neighbour only = neighbour();

        only.take(true);

        assertThat(only.mine).isTrue();
        assertThat(loop.runUntil(() -> false, HOUR)).isFalse();
        assertThat(loop.nanoTime()).as("nothing was scheduled").isZero();
    }

    @Test
    void otherGateway_isNotHeld() {
        Neighbour one = neighbour();
        Neighbour other = at("http://gateway:5555");

        one.take(true);
        loop.pass(MOMENT);

        assertThat(one.mine).isTrue();
        assertThat(other.held).isFalse();
    }

    @Test
    void logIn_waitsUntilTheOthersAreStill_andTellsThemAfterwards() {
        Neighbour one = neighbour();
        Neighbour sameUser = at("http://GATEWAY:4444/");
        Neighbour otherUser = new Neighbour("billing$1", GATEWAY);
        sameUser.busy(true);

        one.take(true);
        loop.pass(MOMENT);
        assertThat(one.mine).isFalse();
        assertThat(List.of(sameUser.held, otherUser.held)).containsExactly(true, true);
        assertThat(List.of(sameUser.mustProve, otherUser.mustProve)).containsExactly(true, false);

        sameUser.busy(false);
        loop.pass(MOMENT);
        assertThat(one.mine).isTrue();

        one.over(true);
        loop.pass(MOMENT);
        assertThat(List.of(sameUser.held, otherUser.held)).containsExactly(false, false);
        assertThat(List.of(one.replaced, sameUser.replaced, otherUser.replaced)).containsExactly(0, 1, 0);
    }

    @Test
    void firstUse_holdsTheOthersToo_butReplacesNothing() {
        Neighbour one = neighbour();
        Neighbour other = neighbour();

        one.take(false);
        loop.pass(MOMENT);
        assertThat(one.mine).isTrue();
        assertThat(other.held).isTrue();
        assertThat(other.mustProve).isFalse();

        one.over(false);
        loop.pass(MOMENT);
        assertThat(other.held).isFalse();
        assertThat(other.replaced).isZero();
    }

    @Test
    void turns_comeInTheOrderOfAsking() {
        Neighbour one = neighbour();
        Neighbour two = neighbour();
        Neighbour three = neighbour();
        one.take(false);
        three.take(false);
        two.take(false);
        loop.pass(MOMENT);

        one.over(false);
        loop.pass(Duration.ofMillis(5));
        assertThat(List.of(two.mine, three.mine)).containsExactly(false, true);

        three.over(false);
        loop.pass(Duration.ofMillis(5));
        assertThat(two.mine).isTrue();
    }

    @Test
    void whoNeverHoldsStill_delaysOnlyForAWhile() {
        Neighbour one = neighbour();
        neighbour().busy(true);

        one.take(true);
        loop.pass(TurnQueue.LONGEST.minus(MOMENT));
        assertThat(one.mine).isFalse();

        loop.pass(MOMENT.multipliedBy(2));
        assertThat(one.mine).isTrue();
    }

    @Test
    void turnThatNeverEnds_holdsNobodyForLong_andALateEndStillTellsOfTheLogIn() {
        Neighbour one = neighbour();
        Neighbour other = neighbour();

        one.take(true);
        loop.pass(TurnQueue.LONGEST.plus(MOMENT));
        assertThat(other.held).isFalse();
        other.take(false);
        loop.pass(TurnQueue.LONGEST.plus(MOMENT));
        assertThat(other.mine).isTrue();

        one.over(true);
        loop.pass(MOMENT);
        assertThat(other.replaced).isEqualTo(1);
        assertThat(other.mine).as("it goes on").isTrue();
    }

    @Test
    void turnThatBeganWithNobodyThere_holdsUpWhoComesLaterOnlyForAWhile() {
        Neighbour one = neighbour();
        one.take(false);
        Neighbour later = neighbour();

        later.take(true);
        loop.pass(MOMENT);
        assertThat(later.mine).isFalse();

        loop.pass(TurnQueue.LONGEST);
        assertThat(later.mine).isTrue();
    }

    @Test
    void whoLeaves_givesEverythingBack() {
        Neighbour one = neighbour();
        Neighbour two = neighbour();
        Neighbour three = neighbour();
        one.take(true);
        two.take(true);
        three.busy(true);
        loop.pass(MOMENT);

        three.seat.leave(true);
        loop.pass(MOMENT);
        assertThat(one.mine).as("nobody else is waited for").isTrue();

        two.seat.leave(true);
        one.over(false);
        loop.pass(Duration.ofMillis(10));
        Neighbour four = neighbour();
        four.take(true);
        loop.pass(MOMENT);
        assertThat(four.mine).as("the one that waited is forgotten").isTrue();

        four.seat.leave(true);
        one.take(false);
        loop.pass(Duration.ofMillis(5));
        assertThat(one.mine).as("the one that had it is forgotten").isTrue();
    }

    @Test
    void whoLeavesWithRequestsUnderWay_isStillAtWorkInTheGatewayForAMoment() {
        Neighbour waits = neighbour();
        Neighbour leaves = neighbour();
        leaves.busy(true);
        waits.take(true);
        loop.pass(MOMENT);

        leaves.seat.leave(false);
        loop.pass(TurnQueue.TAIL.minus(MOMENT));
        assertThat(waits.mine).isFalse();
        loop.pass(MOMENT.multipliedBy(2));
        assertThat(waits.mine).isTrue();

        waits.seat.leave(false);
        Neighbour comes = neighbour();
        comes.take(true);
        assertThat(comes.mine).isFalse();
        loop.pass(TurnQueue.TAIL.plus(MOMENT));
        assertThat(comes.mine).isTrue();
    }

    @Test
    void whoMovesToAnotherGateway_isWaitedForNoMore_andGoesOn() {
        Neighbour one = neighbour();
        Neighbour moves = neighbour();
        moves.busy(true);
        one.take(true);
        loop.pass(MOMENT);
        assertThat(moves.held).isTrue();

        moves.seat.moveTo("http://gateway:5555");
        loop.pass(MOMENT);

        assertThat(one.mine).isTrue();
        assertThat(moves.held).isFalse();
    }

    @Test
    void whoLeavesDuringItsLogIn_tellsOfIt_andHoldsTheOthersForAMomentLonger() {
        Neighbour leaves = neighbour();
        Neighbour other = neighbour();
        leaves.take(true);
        loop.pass(MOMENT);

        leaves.seat.leave(false);
        loop.pass(TurnQueue.TAIL.minus(MOMENT));
        assertThat(other.replaced).isEqualTo(1);
        assertThat(other.held).isTrue();

        loop.pass(MOMENT.multipliedBy(2));
        assertThat(other.held).isFalse();
    }

    @Test
    void whoLeavesWithoutALogIn_tellsOfNone() {
        Neighbour uses = neighbour();
        Neighbour waits = neighbour();
        Neighbour other = neighbour();
        uses.take(false);
        waits.take(true);
        other.busy(true);
        loop.pass(MOMENT);

        waits.seat.leave(true);
        uses.seat.leave(true);
        loop.pass(MOMENT);

        assertThat(other.replaced).isZero();
        assertThat(other.held).isFalse();
    }

    @Test
    void turnThatWasGrantedLate_mayTakeAsLongAsAnyOther() {
        Neighbour one = neighbour();
        Neighbour other = neighbour();
        other.busy(true);
        Duration late = TurnQueue.LONGEST.minus(MOMENT);
        one.take(true);
        loop.pass(late);
        other.busy(false);

        loop.pass(late);
        assertThat(other.held).isTrue();

        loop.pass(MOMENT.multipliedBy(2));
        assertThat(other.held).isFalse();
    }

    @Test
    void turnThatWasGrantedInVain_endsToo() {
        Neighbour one = neighbour();
        Neighbour other = neighbour();
        other.busy(true);
        one.take(true);
        loop.pass(TurnQueue.LONGEST.plus(MOMENT));
        assertThat(one.mine).isTrue();
        assertThat(other.held).isTrue();

        loop.pass(TurnQueue.LONGEST.plus(MOMENT));
        assertThat(other.held).isFalse();
    }

    @Test
    void turnsWithoutEnd_leaveTheOthersHalfOfTheTime() {
        Neighbour works = neighbour();
        for (int i = 0; i < 5; i++) {
            Neighbour fails = neighbour();
            logInForEver(fails);
        }

        Duration time = Duration.ofMinutes(10);
        loop.pass(time);

        assertThat(Duration.ofNanos(works.heldFor))
                .isBetween(time.dividedBy(4), time.dividedBy(2).plus(TurnQueue.LONGEST));
    }

    private void logInForEver(Neighbour session) {
        session.take(true);
        whenMine(
                session,
                () -> loop.schedule(Duration.ofSeconds(3), () -> {
                    session.over(true);
                    logInForEver(session);
                }));
    }

    private void whenMine(Neighbour session, Runnable what) {
        if (session.mine) {
            what.run();
        } else {
            loop.schedule(MOMENT, () -> whenMine(session, what));
        }
    }

    @Test
    void randomInterleavings_oneAtATime_whileAllOthersAreStill_andEveryoneGetsATurn() {
        LongStream.rangeClosed(1, 500).forEach(seed -> new GatewayTurnsTest().interleave(seed));
    }

    /** Sessions that answer in time: nothing is ever late. */
    private void interleave(long seed) {
        Random random = new Random(seed);
        List<String> urls = List.of("http://one:4444", "http://two:4444");
        for (int i = 0; i < 2 + random.nextInt(5); i++) {
            String url = urls.get(random.nextInt(2));
            Neighbour session = new Neighbour("u" + random.nextInt(2), url);
            live(session, url, random, 5 + random.nextInt(20), seed);
        }
        assertThat(loop.runUntil(() -> all.stream().allMatch(one -> one.gone), HOUR))
                .as("seed %d: all have had their turns", seed)
                .isTrue();
        loop.runUntil(() -> false, HOUR);
        assertThat(all).as("seed %d: nobody is held for ever", seed).noneMatch(one -> one.held && !one.gone);
    }

    private void live(Neighbour session, String url, Random random, int turnsLeft, long seed) {
        Duration wait = Duration.ofMillis(random.nextInt(random.nextInt(5) == 0 ? 4_000 : 20));
        if (turnsLeft == 0 || random.nextInt(40) == 0) {
            loop.schedule(wait, () -> {
                session.gone = true;
                session.seat.leave(!session.busy);
            });
            return;
        }
        if (!session.held && random.nextBoolean()) {
            session.busy(true);
            loop.schedule(wait, () -> {
                session.busy(false);
                live(session, url, random, turnsLeft - 1, seed);
            });
            return;
        }
        boolean logIn = random.nextBoolean();
        loop.schedule(wait, () -> {
            session.take(logIn);
            whenMine(session, () -> {
                checkAlone(session, url, seed);
                loop.schedule(Duration.ofMillis(random.nextInt(20)), () -> {
                    checkAlone(session, url, seed);
                    session.over(logIn);
                    live(session, url, random, turnsLeft - 1, seed);
                });
            });
        });
    }

    private void checkAlone(Neighbour session, String url, long seed) {
        assertThat(all)
                .as("seed %d: one alone, the others still", seed)
                .filteredOn(other -> other != session && !other.gone && url.equals(other.url))
                .allMatch(other -> !other.mine && !other.busy);
    }
}
