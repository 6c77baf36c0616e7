package dev.memphis.cli.check;

import dev.memphis.cli.source.Database;
import dev.memphis.cli.source.Row;
import dev.memphis.cli.source.SourceSettings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** PostgreSQL's publication, without which pgoutput sends nothing. */
final class PublicationCheck {
    private static final String STEP = "Published";

    private final SourceSettings settings;
    private final Database database;
    private final boolean superuser;
    private final Findings findings;

    PublicationCheck(SourceSettings settings, Database database, boolean superuser, Findings findings) {
        this.settings = settings;
        this.database = database;
        this.superuser = superuser;
        this.findings = findings;
    }

    /** @param tables those that are captured */
    void run(List<PostgresTable> tables) throws SQLException {
        Optional<Row> publication = database.row(
                "SELECT pubinsert, pubupdate, pubdelete, pubtruncate, pg_has_role(pubowner, 'USAGE') AS owned"
                        + " FROM pg_publication WHERE pubname = ?",
                settings.publication());
        if (publication.isPresent()) {
            look(publication.get(), tables);
        } else {
            absent(tables);
        }
    }

    private void look(Row publication, List<PostgresTable> tables) {
        String name = settings.publication();
        List<PostgresTable> missing =
                tables.stream().filter(table -> !table.published()).toList();
        boolean mended = settings.publicationMode().equals("filtered") && publication.flag("owned");
        if (!missing.isEmpty() && !mended) {
            findings.bad(
                    STEP,
                    "publication " + name + " lacks " + names(missing) + ": no change of theirs would come",
                    "ALTER PUBLICATION " + name + " ADD TABLE " + sql(missing) + ";");
            return;
        }
        List<String> left = leftOut(publication);
        if (left.isEmpty()) {
            findings.good(
                    STEP,
                    "publication " + name + " has the captured tables"
                            + (missing.isEmpty() ? "" : "; the server will add " + names(missing)));
        } else {
            findings.warning(
                    STEP,
                    "publication " + name + " leaves out every " + String.join(", ", left),
                    "ALTER PUBLICATION " + name + " SET (publish = 'insert, update, delete, truncate');");
        }
    }

    private static List<String> leftOut(Row publication) {
        List<String> left = new ArrayList<>();
        for (String kind : List.of("insert", "update", "delete", "truncate")) {
            if (!publication.flag("pub" + kind)) {
                left.add(kind);
            }
        }
        return left;
    }

    private void absent(List<PostgresTable> tables) throws SQLException {
        String create = "CREATE PUBLICATION " + settings.publication() + " FOR TABLE " + sql(tables) + ";";
        String is = "publication " + settings.publication() + " is not there, and ";
        List<PostgresTable> foreign =
                tables.stream().filter(table -> !table.owned()).toList();
        switch (settings.publicationMode()) {
            case "disabled" ->
                findings.bad(STEP, is + "the server does not make it (publication.autocreate.mode=disabled)", create);
            case "filtered" -> {
                if (!mayCreate()) {
                    findings.bad(
                            STEP,
                            is + "the user may not make one",
                            create + " as the database's owner, or GRANT CREATE ON DATABASE");
                } else if (!foreign.isEmpty()) {
                    findings.bad(
                            STEP,
                            is + "only the owner of " + names(foreign) + " may make it",
                            create + " as the tables' owner or a superuser");
                } else {
                    absentAndFine();
                }
            }
            default -> {
                if (superuser) {
                    absentAndFine();
                } else {
                    findings.bad(
                            STEP,
                            is + "only a superuser may make one for all tables",
                            create
                                    + " as the tables' owner; or set debezium.source.publication.autocreate.mode=filtered, if the"
                                    + " user owns the tables");
                }
            }
        }
    }

    private void absentAndFine() {
        findings.good(
                STEP,
                "publication " + settings.publication() + " is not there yet; the server makes it at its first start");
    }

    private boolean mayCreate() throws SQLException {
        return database.row("SELECT has_database_privilege(current_database(), 'CREATE') AS may")
                .orElseThrow()
                .flag("may");
    }

    private static String names(List<PostgresTable> tables) {
        return Names.of(tables.stream().map(PostgresTable::name).toList());
    }

    private static String sql(List<PostgresTable> tables) {
        return tables.stream().map(PostgresTable::quoted).collect(Collectors.joining(", "));
    }
}
