package io.debezium.server.memphis;

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
import dev.memphis.testbed.host.HostRules;

/** How things went, and whether a gateway is there, is all that the plugin sees of the inner rooms. */
@AnalyzeClasses(packages = HostRulesTest.HOST, importOptions = DoNotIncludeTests.class)
class HostRulesTest {
    static final String HOST = "io.debezium.server.memphis";

    @ArchTest
    static final ArchRule HOST_STAYS_AT_THE_DOOR = HostRules.staysAtTheDoor(
            HOST,
            DeliveryException.class,
            DeliveryStoppedException.class,
            Outage.class,
            GatewayStatus.class,
            Loop.class,
            VertxLoop.class);

    @ArchTest
    static final ArchRule HOST_WARNS_BY_CATALOGUE = HostRules.warnsByCatalogue(HOST);

    @ArchTest
    static final ArchRule HOST_KNOWS_NO_HTTP = HostRules.knowsNoHttp(HOST);
}
