package dev.memphis.client;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.memphis.delivery.transport.ClientOptions;
import dev.memphis.delivery.transport.GatewayStatus;
import dev.memphis.delivery.transport.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rooms of the client and the arrows between them, as docs/architecture.md draws them. */
@AnalyzeClasses(packages = RoomsTest.CLIENT, importOptions = DoNotIncludeTests.class)
class RoomsTest {
    static final String CLIENT = "dev.memphis.client";

    private static final Pattern TABLE = Pattern.compile("(?s)Rooms of the client.*?\\R\\R(.*?)\\R\\R");
    private static final Pattern ROOM = Pattern.compile("(?m)^\\| (?:`(\\w+)`|\\(root\\)) \\|");

    @ArchTest
    static final ArchRule HTTP_KNOWS_NO_MEMPHIS = noClasses()
            .that()
            .resideInAPackage(CLIENT + ".http")
            .should()
            .dependOnClassesThat(resideInAPackage(CLIENT).or(resideInAPackage("dev.memphis.delivery.protocol..")));

    @ArchTest
    static final ArchRule CHANGES_KNOW_NO_MEMPHIS = noClasses()
            .that()
            .resideInAPackage(CLIENT + ".change")
            .should()
            .dependOnClassesThat(resideInAPackage(CLIENT)
                    .or(resideInAPackage(CLIENT + ".http"))
                    .or(resideInAPackage("dev.memphis.delivery..")));

    /** What the engine's inner rooms do is not the client's business; how a gateway is reached and spoken to is. */
    @ArchTest
    static final ArchRule OF_THE_ENGINE_THE_PROTOCOL_ALONE = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            CLIENT + "..",
                            "dev.memphis.delivery.protocol..",
                            "dev.memphis.delivery.options..",
                            "java..",
                            "javax..",
                            "io.vertx..",
                            "com.fasterxml.jackson..",
                            "org.jspecify.annotations..")
                    .or(name(ClientOptions.class.getName()))
                    .or(name(GatewayStatus.class.getName()))
                    .or(name(Reasons.class.getName())));

    @ArchTest
    static void everyRoom_isInTheDrawing(JavaClasses client) throws IOException {
        var table = TABLE.matcher(Files.readString(Path.of("..", "docs", "architecture.md")));
        assertThat(table.find()).isTrue();

        assertThat(ROOM.matcher(table.group(1)).results().map(room -> room.group(1) == null ? "" : room.group(1)))
                .containsExactlyInAnyOrderElementsOf(rooms(client));
    }

    private static Set<String> rooms(JavaClasses client) {
        return client.stream()
                .map(type -> type.getPackageName().substring(CLIENT.length()).replace(".", ""))
                .collect(Collectors.toSet());
    }
}
