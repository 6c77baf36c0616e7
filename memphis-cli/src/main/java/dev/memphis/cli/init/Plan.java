package dev.memphis.cli.init;

import dev.memphis.cli.source.Connector;
import java.util.Optional;

/**
 * What the user answered. Immutable.
 *
 * @param prefix Debezium's topic prefix
 * @param host of the database; for MongoDB a whole connection string may stand here
 * @param database empty where the database's kind has no need of it
 * @param tables entries of table.include.list, separated by commas; empty for all
 * @param station one for all events; empty for one of each table
 */
record Plan(
        Connector source,
        String prefix,
        String host,
        int port,
        Optional<String> database,
        String databaseUser,
        Optional<String> tables,
        String gateway,
        String user,
        Optional<String> station) {}
