package dev.memphis.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the slim server and the command bring along is known, and under a licence that allows it. */
class LicencesIT {
    private static final String SLIM = "../slim/target/bom.json";
    private static final String COMMAND = "../../memphis-cli/target/bom.json";

    /** Of a component with several licences one of these is enough. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "MIT",
            "MIT-0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            // The same three clauses.
            "Go License",
            "EPL-1.0",
            "EPL-2.0",
            "CDDL-1.0",
            "CDDL-1.1",
            // A library that is not changed, and can be replaced in lib/.
            "LGPL-2.1-or-later",
            // The exception lets software under the licences above bring MySQL's driver along.
            "The GNU General Public License, v2 with Universal FOSS Exception, v1.0");

    @ParameterizedTest
    @ValueSource(strings = {SLIM, COMMAND})
    void everyComponent_hasAnAllowedLicence(String sbom) throws Exception {
        List<Sbom.Component> components = Sbom.read(Path.of(sbom)).components();

        assertThat(components).hasSizeGreaterThan(20);
        assertThat(components)
                .allSatisfy(component -> assertThat(choices(component)).containsAnyElementsOf(ALLOWED));
    }

    /** An expression such as (CDDL-1.1 OR GPL-2.0-only) is a choice too. */
    private static List<String> choices(Sbom.Component component) {
        List<String> choices = new ArrayList<>();
        for (String licence : component.licences()) {
            choices.addAll(Arrays.asList(licence.replaceAll("[()]", "").split(" OR ", -1)));
        }
        return choices;
    }

    @Test
    void everyJarOfTheSlimServer_isListed() throws Exception {
        Set<String> listed = new TreeSet<>();
        for (Sbom.Component component : Sbom.read(Path.of(SLIM)).components()) {
            String[] parts = component.name().split(":", -1);
            listed.add(parts[0] + "." + parts[1] + "-" + parts[2]);
        }

        assertThat(jars()).allSatisfy(jar -> assertThat(listed).anyMatch(jar::startsWith));
    }

    @Test
    void oraclesDriver_isNotBroughtAlong() throws Exception {
        assertThat(jars()).noneMatch(jar -> jar.startsWith("com.oracle."));
    }

    private static List<String> jars() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../slim/target/server/lib"))) {
            // Quarkus says of some that it has left classes out.
            return files.map(file -> file.getFileName().toString().replaceFirst("^modified-", ""))
                    .toList();
        }
    }
}
