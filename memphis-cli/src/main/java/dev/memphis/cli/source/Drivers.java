package dev.memphis.cli.source;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The databases' JDBC drivers: PostgreSQL's is in the command, others are taken from the server's lib/. Stateless. */
final class Drivers {
    private static final String POSTGRESQL = "org.postgresql.Driver";
    private static final String MARIADB = "org.mariadb.jdbc.Driver";
    private static final String MYSQL = "com.mysql.cj.jdbc.Driver";

    private Drivers() {}

    /** @throws NoDatabaseException if there is none */
    static Driver of(SourceSettings settings) throws NoDatabaseException {
        List<Path> jars = jars(settings.serverHome().resolve("lib"));
        for (String name : names(settings.connector())) {
            Optional<Driver> driver = load(name, jars);
            if (driver.isPresent()) {
                return driver.get();
            }
        }
        throw new NoDatabaseException(
                "not looked into: there is no driver of " + settings.connector().title() + " in "
                        + settings.serverHome().resolve("lib"),
                "run the check where the server is: with its config/application.properties, or in its folder",
                true);
    }

    private static List<String> names(Connector connector) {
        return switch (connector) {
            case POSTGRESQL -> List.of(POSTGRESQL);
            case MARIADB -> List.of(MARIADB);
            // MariaDB's driver speaks with MySQL up to its newest log-in only; its own comes first.
            case MYSQL -> List.of(MYSQL, MARIADB);
            default -> List.of();
        };
    }

    private static Optional<Driver> load(String name, List<Path> jars) {
        try {
            // Never closed: the driver's classes are loaded while the command runs.
            ClassLoader loader = jars.isEmpty()
                    ? Drivers.class.getClassLoader()
                    : new URLClassLoader(urls(jars), Drivers.class.getClassLoader());
            return Optional.of((Driver)
                    Class.forName(name, true, loader).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            return Optional.empty();
        }
    }

    private static URL[] urls(List<Path> jars) {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            try {
                urls.add(jar.toUri().toURL());
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static List<Path> jars(Path lib) {
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file ->
                            file.getFileName().toString().matches(".*(mariadb-java-client|mysql-connector-j).*\\.jar"))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
