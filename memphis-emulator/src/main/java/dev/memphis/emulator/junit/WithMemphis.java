package dev.memphis.emulator.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives JUnit 5 tests an emulator: a parameter of type {@link dev.memphis.emulator.MemphisEmulator} is one that listens
 * on free ports of this machine.
 *
 * <p>A test, or a method run before it, that has the parameter gets an emulator of its own, closed after the test. One
 * that a constructor or a {@code @BeforeAll} method asked for is shared by all tests of the class and closed after the
 * last. On a method, the annotation stands in place of the class's.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MemphisExtension.class)
public @interface WithMemphis {
    /** Application users, each {@code name:password}. */
    String[] users() default {};

    /** Stations that are there from the start. */
    String[] stations() default {};

    /** Whether the gateway crashes where the real one would: a log-in meets a produce, two first produces meet. */
    boolean strict() default true;
}
