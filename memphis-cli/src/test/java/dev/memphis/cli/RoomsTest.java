package dev.memphis.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rooms of the command and the arrows between them, as docs/architecture.md draws them. */
@AnalyzeClasses(packages = RoomsTest.COMMAND, importOptions = DoNotIncludeTests.class)
class RoomsTest {
    static final String COMMAND = "dev.memphis.cli";

    private static final Pattern TABLE = Pattern.compile("(?s)Rooms of the command.*?\\R\\R(.*?)\\R\\R");
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| (.*?) \\|");
    private static final Pattern ROOM = Pattern.compile("`(\\w+)`");

    @ArchTest
    static final ArchRule A_COMMAND_KNOWS_NO_OTHER = slices().matching(COMMAND + ".(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAPackage(COMMAND + ".."), shared("config", "source", "send"));

    @ArchTest
    static final ArchRule CONFIG_KNOWS_NO_ROOM = noClasses()
            .that()
            .resideInAPackage(COMMAND + ".config")
            .should()
            .dependOnClassesThat(shared("source", "send"));

    @ArchTest
    static final ArchRule SOURCE_AND_SEND_KNOW_THE_CONFIGURATION_AT_MOST = noClasses()
            .that(shared("source", "send"))
            .should()
            .dependOnClassesThat(resideInAPackage(COMMAND + ".*")
                    .and(JavaClass.Predicates.resideOutsideOfPackages(
                            COMMAND + ".config", COMMAND + ".source", COMMAND + ".send")));

    /** But for the list of commands itself. */
    @ArchTest
    static final ArchRule WHAT_ALL_SHARE_KNOWS_NO_ROOM = noClasses()
            .that()
            .resideInAPackage(COMMAND)
            .and()
            .doNotBelongToAnyOf(Memphis.class)
            .should()
            .dependOnClassesThat(resideInAPackage(COMMAND + ".*"));

    @ArchTest
    static void everyRoom_isInTheDrawing(JavaClasses command) throws IOException {
        var table = TABLE.matcher(Files.readString(Path.of("..", "docs", "architecture.md")));
        assertThat(table.find()).isTrue();
        String cells = FIRST_CELL
                .matcher(table.group(1))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining());

        assertThat(ROOM.matcher(cells).results().map(room -> room.group(1)))
                .containsExactlyInAnyOrderElementsOf(rooms(command));
    }

    private static DescribedPredicate<JavaClass> shared(String... rooms) {
        return JavaClass.Predicates.resideInAnyPackage(
                Arrays.stream(rooms).map(room -> COMMAND + "." + room).toArray(String[]::new));
    }

    private static Set<String> rooms(JavaClasses command) {
        return command.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals(COMMAND))
                .map(name -> name.substring(COMMAND.length() + 1))
                .collect(Collectors.toSet());
    }
}
