package dev.memphis.emulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rooms of the emulator and the arrows between them, as docs/architecture.md draws them. */
@AnalyzeClasses(packages = RoomsTest.EMULATOR, importOptions = DoNotIncludeTests.class)
class RoomsTest {
    static final String EMULATOR = "dev.memphis.emulator";

    private static final Pattern TABLE = Pattern.compile("(?s)Rooms of the emulator.*?\\R\\R(.*?)\\R\\R");
    private static final Pattern NAMES = Pattern.compile("(?m)^\\| (`\\w+`(?:, `\\w+`)*) \\|");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @ArchTest
    static final ArchRule ARROWS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("root")
            .definedBy(EMULATOR)
            .layer("gateway")
            .definedBy(room("gateway"))
            .layer("process")
            .definedBy(room("process"))
            .layer("fiber")
            .definedBy(room("fiber"))
            .layer("management")
            .definedBy(room("management"))
            .layer("console")
            .definedBy(room("console"))
            .layer("broker")
            .definedBy(room("broker"))
            .layer("disk")
            .definedBy(room("disk"))
            .layer("schema")
            .definedBy(room("schema"))
            .layer("json")
            .definedBy(room("json"))
            .layer("faults")
            .definedBy(room("faults"))
            .layer("record")
            .definedBy(room("record"))
            .layer("access")
            .definedBy(room("access"))
            .layer("http")
            .definedBy(room("http"))
            .layer("junit")
            .definedBy(room("junit"))
            .whereLayer("root")
            .mayOnlyBeAccessedByLayers("junit")
            .whereLayer("junit")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("console")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("management")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("disk")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("gateway")
            .mayOnlyBeAccessedByLayers("root", "console")
            .whereLayer("gateway")
            .mayOnlyAccessLayers("process", "fiber", "broker", "schema", "json", "faults", "record", "access")
            .whereLayer("process")
            .mayOnlyAccessLayers("broker", "faults", "access")
            .whereLayer("fiber")
            .mayOnlyAccessLayers("json", "faults", "access")
            .whereLayer("management")
            .mayOnlyAccessLayers("broker", "schema", "json", "access", "http")
            .whereLayer("disk")
            .mayOnlyAccessLayers("broker", "schema")
            .whereLayer("broker")
            .mayOnlyAccessLayers("schema")
            .whereLayer("schema")
            .mayOnlyAccessLayers("json")
            .whereLayer("record")
            .mayOnlyAccessLayers("faults")
            .whereLayer("json")
            .mayNotAccessAnyLayer()
            .whereLayer("faults")
            .mayNotAccessAnyLayer()
            .whereLayer("access")
            .mayNotAccessAnyLayer()
            .whereLayer("http")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule HTTP_IS_SPOKEN_AT_THE_EDGE = noClasses()
            .that()
            .resideInAnyPackage(
                    room("broker"), room("disk"), room("schema"), room("json"), room("faults"), room("access"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..");

    @ArchTest
    static final ArchRule ONE_ROOM_NEEDS_JUNIT = noClasses()
            .that()
            .resideOutsideOfPackage(room("junit"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.junit..");

    @ArchTest
    static void everyRoom_isInTheDrawing(JavaClasses emulator) throws IOException {
        Matcher table = TABLE.matcher(Files.readString(Path.of("..", "docs", "architecture.md")));
        assertThat(table.find()).isTrue();

        assertThat(NAMES.matcher(table.group(1))
                        .results()
                        .flatMap(names -> NAME.matcher(names.group(1)).results())
                        .map(name -> name.group(1)))
                .containsExactlyInAnyOrderElementsOf(rooms(emulator));
    }

    private static Set<String> rooms(JavaClasses emulator) {
        return emulator.stream()
                .filter(type -> !type.getPackageName().equals(EMULATOR))
                .map(type -> type.getPackageName().substring(EMULATOR.length() + 1))
                .collect(Collectors.toSet());
    }

    private static String room(String name) {
        return EMULATOR + "." + name + "..";
    }
}
