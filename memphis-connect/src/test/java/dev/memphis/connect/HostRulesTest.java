package dev.memphis.connect;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.memphis.delivery.protocol.Violation;
import dev.memphis.delivery.writer.DeadLetters;

/** The connector is a thin host that uses the engine by its door. That the engine knows no host is RoomsTest's. */
@AnalyzeClasses(packages = HostRulesTest.HOST, importOptions = DoNotIncludeTests.class)
class HostRulesTest {
    static final String HOST = "dev.memphis.connect";
    private static final String ENGINE = "dev.memphis.delivery";

    /** What was refused, and why, is all that it sees of the inner rooms. */
    @ArchTest
    static final ArchRule HOST_STAYS_AT_THE_DOOR = noClasses()
            .that()
            .resideInAPackage(HOST + "..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            ENGINE + ".writer..",
                            ENGINE + ".protocol..",
                            ENGINE + ".transport..",
                            ENGINE + ".fidelity..")
                    .and(not(belongToAnyOf(DeadLetters.class, Violation.class))));

    @ArchTest
    static final ArchRule HOST_KNOWS_NO_HTTP = noClasses()
            .that()
            .resideInAPackage(HOST + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..", "java.net.http..");
}
