package dev.memphis.cli.check;

import dev.memphis.cli.source.SourceSettings;
import dev.memphis.cli.source.Table;
import dev.memphis.cli.source.TableFilter;
import java.util.List;

/** Which tables of the database are captured, and whether that is what was meant. */
final class TableChecks {
    private final SourceSettings settings;
    private final Findings findings;

    TableChecks(SourceSettings settings, Findings findings) {
        this.settings = settings;
        this.findings = findings;
    }

    /** Returns those of the tables that are captured. */
    List<Table> captured(List<Table> there) {
        TableFilter filter = settings.tables();
        List<Table> captured = there.stream().filter(filter::captures).toList();
        for (String entry : filter.without(there)) {
            findings.warning(
                    "Tables",
                    filter.tables().list() + ": no table of the database matches '" + entry + "'",
                    "check its spelling, " + (settings.connector().hasSchemas() ? "schema" : "database")
                            + " included (the entry must match the whole name); a table that is made later is captured"
                            + " from then on");
        }
        if (captured.isEmpty()) {
            findings.bad(
                    "Tables",
                    "no table is captured; the user sees " + (there.isEmpty() ? "none" : Names.ofTables(there)),
                    "check " + filter.tables().list() + " and the user's rights");
        } else {
            findings.good("Tables", "captured: " + Names.ofTables(captured));
        }
        signals(there);
        return captured;
    }

    /** The connector captures it, too, and marks in it how far an incremental snapshot has come. */
    private void signals(List<Table> there) {
        settings.signalTable().ifPresent(name -> {
            if (there.stream().anyMatch(table -> table.full().equals(name))) {
                findings.good("Signals", "through table " + name + ": memphis snapshot can be used");
            } else {
                findings.bad(
                        "Signals",
                        "the signal table " + name + " is not there, or the user may not see it",
                        SourceSettings.createSignalTable(name));
            }
        });
    }
}
