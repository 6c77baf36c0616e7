package dev.memphis.testbed.host;

import static java.util.stream.Collectors.joining;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.memphis.delivery.notice.Notice;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What operators can be told, and whether a page for them has it. Stateless. */
public final class Catalogues {
    private Catalogues() {}

    /** Returns the entries of all catalogues in some packages and those below them. */
    public static List<Notice> of(String... packages) {
        return new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages(packages).stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                        .filter(field -> field.getRawType().isEquivalentTo(Notice.class))
                        .map(Catalogues::entry)
                        .toList();
    }

    private static Notice entry(JavaField constant) {
        try {
            Field field = constant.reflect();
            field.setAccessible(true);
            return (Notice) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(constant + " cannot be read", e);
        }
    }

    /**
     * Says whether a page quotes what is told, up to its first colon or semicolon: by itself, or behind what another sentence begins with.
     * What is filled in may be anything there.
     */
    public static boolean has(String page, Notice told) {
        String beginning = told.text().split("[:;] ", 2)[0];
        String anything =
                Arrays.stream(beginning.split("\\{}", -1)).map(Pattern::quote).collect(joining("[^`\n]+"));
        return Pattern.compile("(?:`|: )" + anything).matcher(page).find();
    }
}
