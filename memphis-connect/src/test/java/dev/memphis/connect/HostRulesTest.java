package dev.memphis.connect;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.memphis.delivery.protocol.Violation;
import dev.memphis.delivery.writer.DeadLetters;
import dev.memphis.testbed.host.HostRules;

/** What was refused, and why, is all that the connector sees of the inner rooms. */
@AnalyzeClasses(packages = HostRulesTest.HOST, importOptions = DoNotIncludeTests.class)
class HostRulesTest {
    static final String HOST = "dev.memphis.connect";

    @ArchTest
    static final ArchRule HOST_STAYS_AT_THE_DOOR = HostRules.staysAtTheDoor(HOST, DeadLetters.class, Violation.class);

    @ArchTest
    static final ArchRule HOST_WARNS_BY_CATALOGUE = HostRules.warnsByCatalogue(HOST);

    @ArchTest
    static final ArchRule HOST_KNOWS_NO_HTTP = HostRules.knowsNoHttp(HOST);
}
