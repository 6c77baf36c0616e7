package dev.memphis.benchmark.micro;

import dev.memphis.delivery.protocol.TokenSource;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Has the token to be renewed before the next request? Asked before each one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TokenCheckBenchmark {
    private TokenSource tokens;

    /** Gets a token that is good for long. */
    @Setup
    public void logIn() {
        tokens = ReadyTransport.tokens(Clock.systemUTC());
        tokens.renew(ignored -> {});
    }

    /** Asks once. */
    @Benchmark
    public boolean due() {
        return tokens.due();
    }
}
