package dev.memphis.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each wrong command line gives one line that names what is wrong, and exit code 2; nothing is started. */
class WrongOptionsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            --events=-1                                                | --events
            --events=many                                              | 'many' is not an int
            --events                                                   | Missing required parameter
            --interval-ms=-5                                           | --interval-ms
            --interval-ms=fast                                         | 'fast' is not a long
            --gateway=http://127.0.0.1:4444                            | --gateway and --management go together
            --management=http://127.0.0.1:9000                         | --gateway and --management go together
            --gateway=127.0.0.1:4444 --management=http://127.0.0.1:1   | --gateway
            --gateway=ftp://127.0.0.1 --management=http://127.0.0.1:1  | ftp://127.0.0.1 is no URL
            --schema --bad=101                                         | --bad=101
            --schema --bad=some                                        | 'some' is not an int
            --bad=25                                                   | --bad goes with --schema
            --distribution=big                                         | expected one of [SLIM, STOCK]
            --postgres-port=high                                       | 'high' is not an int
            --evnts=3                                                  | --evnts
            surplus                                                    | surplus
            --root-pasword=Hidden-1                                    | Unknown option: '--root-pasword'
            --root-pasword Hidden-1                                    | Unknown option: '--root-pasword'
            --gateway=ftp://u:Hidden-1@a --management=http://a:1        | ftp://***@a is no URL
            """)
    void wrongOption_isOneLineAndExitCode2(String line, String told) {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();

        int code = QuickstartCommand.execute(new PrintStream(errors, true, StandardCharsets.UTF_8), line.split(" +"));

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("quickstart: ")
                .contains(told)
                .doesNotContain("Hidden-1");
    }
}
