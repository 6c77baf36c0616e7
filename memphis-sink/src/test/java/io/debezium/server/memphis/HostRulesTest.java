package io.debezium.server.memphis;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.memphis.delivery.transport.GatewayStatus;
import dev.memphis.delivery.transport.Loop;
import dev.memphis.delivery.transport.VertxLoop;
import dev.memphis.delivery.writer.DeliveryException;
import dev.memphis.delivery.writer.DeliveryStoppedException;
import dev.memphis.delivery.writer.Outage;

/** The plugin is a thin host that uses the engine by its door. That the engine knows no host is RoomsTest's. */
@AnalyzeClasses(packages = HostRulesTest.HOST, importOptions = DoNotIncludeTests.class)
class HostRulesTest {
    static final String HOST = "io.debezium.server.memphis";
    private static final String ENGINE = "dev.memphis.delivery";

    /** How things went, and whether a gateway is there, is all that it sees of the inner rooms. */
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
                    .and(not(belongToAnyOf(
                            DeliveryException.class,
                            DeliveryStoppedException.class,
                            Outage.class,
                            GatewayStatus.class,
                            Loop.class,
                            VertxLoop.class))));

    @ArchTest
    static final ArchRule HOST_KNOWS_NO_HTTP = noClasses()
            .that()
            .resideInAPackage(HOST + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..", "java.net.http..");
}
