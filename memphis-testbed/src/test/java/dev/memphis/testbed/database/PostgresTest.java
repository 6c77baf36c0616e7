package dev.memphis.testbed.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memphis.testbed.process.Await;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresTest {
    @TempDir
    Path folder;

    @Test
    void nobodyGetsInWithoutThePassword() throws Exception {
        try (Postgres postgres = Postgres.start(folder.resolve("postgres"), Optional.empty())) {
            postgres.createDatabase("shop");
            postgres.execute("shop", "CREATE TABLE t (id int)");

            Await.until(
                    "the rules hold",
                    Duration.ofSeconds(10),
                    () -> !letsIn(postgres, "postgres"),
                    () -> "anybody gets in");
            assertThatThrownBy(() -> connect(postgres, "postgres"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(letsIn(postgres, postgres.password())).isTrue();
            assertThat(postgres.isFollowed("shop")).isFalse();
        }
    }

    private static boolean letsIn(Postgres postgres, String password) {
        try {
            connect(postgres, password);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void connect(Postgres postgres, String password) throws SQLException {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl("jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres");
        database.setUser(Postgres.USER);
        database.setPassword(password);
        database.getConnection().close();
    }
}
