package dev.memphis.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordsTest {
    @Test
    void generatedPassword_isAlwaysTaken() {
        for (int seed = 0; seed < 2000; seed++) {
            String password = Passwords.generate(new Random(seed));

            assertThat(Passwords.problem(password)).describedAs(password).isEmpty();
            assertThat(password).doesNotContain("$", "#", "!", "%");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Cdc-Pass1, 8 to 20, false",
        "Aa1!, 8 to 20 characters (it has 4), true",
        "Aa1!Aa1!Aa1!Aa1!Aa1!x, 8 to 20 characters (it has 21), true",
        "cdc-pass1, an upper-case letter, true",
        "CDC-PASS1, a lower-case letter, true",
        "Cdc-Passs, a digit, true",
        "CdcPasss1, one of !?-@#$%, true"
    })
    void brokenRule_isNamed(String password, String rule, boolean broken) {
        assertThat(Passwords.problem(password)
                        .filter(problem -> problem.contains(rule))
                        .isPresent())
                .isEqualTo(broken);
    }
}
