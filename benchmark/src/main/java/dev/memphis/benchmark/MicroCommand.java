package dev.memphis.benchmark;

import java.util.concurrent.Callable;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bin/benchmark micro}: the hot pieces by themselves, with JMH. */
@Command(name = "micro", sortOptions = false, description = "Measures the sink's hot pieces by themselves, with JMH.")
final class MicroCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NAME",
            defaultValue = "Benchmark",
            description = "Part of the names of what to measure (default: everything).")
    private String name;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "1",
            description = "Of each of 5 measurements and 5 warm-ups (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write JMH's results there.")
    private String json;

    @Override
    public Integer call() throws Exception {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(name)
                .forks(1)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementTime(TimeValue.seconds(seconds));
        if (json != null) {
            options.result(json).resultFormat(ResultFormatType.JSON);
        }
        new Runner(options.build()).run();
        return 0;
    }
}
