package dev.memphis.delivery;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.memphis.delivery.protocol.Outcome;
import dev.memphis.delivery.transport.Loop;
import dev.memphis.delivery.writer.DeliveryListener;
import dev.memphis.delivery.writer.Outage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/** The rooms of the engine and the arrows between them, as docs/architecture.md draws them. */
@AnalyzeClasses(packages = RoomsTest.ENGINE, importOptions = DoNotIncludeTests.class)
class RoomsTest {
    static final String ENGINE = "dev.memphis.delivery";

    private static final Pattern TABLE = Pattern.compile("(?s)Rooms of the engine.*?\\R\\R(.*?)\\R\\R");
    private static final Pattern ROOM = Pattern.compile("(?m)^\\| (?:`(\\w+)`|\\(root\\)) \\|");

    @ArchTest
    static final ArchRule ARROWS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("root")
            .definedBy(ENGINE)
            .layer("writer")
            .definedBy(room("writer"))
            .layer("form")
            .definedBy(room("form"))
            .layer("turns")
            .definedBy(room("turns"))
            .layer("protocol")
            .definedBy(room("protocol"))
            .layer("transport")
            .definedBy(room("transport"))
            .layer("observe")
            .definedBy(room("observe"))
            .layer("fidelity")
            .definedBy(room("fidelity"))
            .layer("document")
            .definedBy(room("document"))
            .layer("event")
            .definedBy(room("event"))
            .layer("options")
            .definedBy(room("options"))
            .layer("notice")
            .definedBy(room("notice"))
            .layer("reading")
            .definedBy(room("reading"))
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("writer")
            .mayOnlyAccessLayers("form", "turns", "protocol", "transport", "event", "options", "notice")
            .whereLayer("form")
            .mayOnlyAccessLayers("protocol")
            .whereLayer("turns")
            .mayOnlyAccessLayers("transport")
            .whereLayer("protocol")
            .mayOnlyAccessLayers("transport", "event", "options", "notice")
            .whereLayer("transport")
            .mayOnlyAccessLayers("event", "options", "notice")
            .whereLayer("observe")
            .mayOnlyAccessLayers("writer", "protocol", "transport", "event", "options", "notice")
            .whereLayer("observe")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("fidelity")
            .mayNotAccessAnyLayer()
            .whereLayer("document")
            .mayOnlyAccessLayers("notice")
            .whereLayer("notice")
            .mayNotAccessAnyLayer()
            .whereLayer("event")
            .mayOnlyAccessLayers("options", "notice")
            .whereLayer("options")
            .mayOnlyAccessLayers("event")
            .whereLayer("reading")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("reading")
            .mayOnlyAccessLayers("event", "options", "notice");

    @ArchTest
    static final ArchRule WRITER_KNOWS_NO_HTTP = noClasses()
            .that()
            .resideInAPackage(room("writer"))
            .should()
            .dependOnClassesThat(resideInAPackage(room("transport")).and(not(belongToAnyOf(Loop.class))));

    @ArchTest
    static final ArchRule OBSERVE_LISTENS = noClasses()
            .that()
            .resideInAPackage(room("observe"))
            .should()
            .dependOnClassesThat(resideInAPackage(room("writer"))
                    .or(resideInAPackage(room("protocol")))
                    .or(resideInAPackage(room("transport")))
                    .and(not(belongToAnyOf(DeliveryListener.class, Outage.class, Outcome.class, Loop.class))));

    @ArchTest
    static final ArchRule VERTX_LIVES_IN_TRANSPORT = noClasses()
            .that()
            .resideOutsideOfPackage(room("transport"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..");

    /** So a test can hold the catalogues against the pages for operators. */
    @ArchTest
    static final ArchRule WARNINGS_COME_FROM_CATALOGUES = noClasses()
            .that()
            .resideOutsideOfPackage(room("notice"))
            .should()
            .callMethodWhere(target(owner(type(Logger.class))).and(target(nameMatching("warn|error"))));

    /**
     * No Debezium, Kafka, CDI or MicroProfile type, and no host: what every host can have, and nothing else. JSpecify's
     * annotations need not be there when the engine runs.
     */
    @ArchTest
    static final ArchRule ENGINE_SERVES_ANY_HOST = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    ENGINE + "..",
                    "java..",
                    "javax.management..",
                    "javax.net.ssl..",
                    "io.vertx..",
                    "io.netty..",
                    "com.fasterxml.jackson..",
                    "org.slf4j..",
                    "org.jspecify.annotations..");

    @ArchTest
    static void everyRoom_isInTheDrawing(JavaClasses engine) throws IOException {
        var table = TABLE.matcher(Files.readString(Path.of("..", "docs", "architecture.md")));
        assertThat(table.find()).isTrue();

        assertThat(ROOM.matcher(table.group(1)).results().map(room -> room.group(1) == null ? "" : room.group(1)))
                .containsExactlyInAnyOrderElementsOf(rooms(engine));
    }

    private static Set<String> rooms(JavaClasses engine) {
        return engine.stream()
                .map(type -> type.getPackageName().substring(ENGINE.length()).replace(".", ""))
                .collect(Collectors.toSet());
    }

    private static String room(String name) {
        return ENGINE + "." + name + "..";
    }
}
