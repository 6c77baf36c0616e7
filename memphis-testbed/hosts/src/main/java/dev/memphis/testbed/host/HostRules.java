package dev.memphis.testbed.host;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import org.slf4j.Logger;

/**
 * A host is thin: it uses the engine by its door. That the engine knows no host is for the engine's own tests. Stateless.
 */
public final class HostRules {
    private static final String ENGINE = "dev.memphis.delivery";

    private HostRules() {}

    /**
     * The host knows the engine's entry, its events and its options, and no more.
     *
     * @param host its package
     * @param seen the classes of the inner rooms that it may see nevertheless
     */
    public static ArchRule staysAtTheDoor(String host, Class<?>... seen) {
        return noClasses()
                .that()
                .resideInAPackage(host + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                ENGINE + ".writer..",
                                ENGINE + ".protocol..",
                                ENGINE + ".transport..",
                                ENGINE + ".fidelity..")
                        .and(not(belongToAnyOf(seen))));
    }

    /** A host's warnings are entries of a catalogue, which a test can hold against the pages for operators. */
    public static ArchRule warnsByCatalogue(String host) {
        return noClasses()
                .that()
                .resideInAPackage(host + "..")
                .should()
                .callMethodWhere(target(owner(type(Logger.class))).and(target(nameMatching("warn|error"))));
    }

    /** What is said over HTTP is the engine's to say. */
    public static ArchRule knowsNoHttp(String host) {
        return noClasses()
                .that()
                .resideInAPackage(host + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..", "java.net.http..");
    }
}
