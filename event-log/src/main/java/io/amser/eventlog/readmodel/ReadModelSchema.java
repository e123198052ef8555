package io.amser.eventlog.readmodel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Makes the tables of the read model where no service's migrations run. */
public final class ReadModelSchema {
    static final List<String> SCRIPTS = List.of("V2026.11.21.1__read_model.sql");

    private ReadModelSchema() {}

    public static Uni<Void> create(SqlClient empty) {
        var done = Uni.createFrom().voidItem();
        for (var script : SCRIPTS) {
            done = done.chain(() -> empty.query(text(script)).execute().replaceWithVoid());
        }
        return done;
    }

    private static String text(String script) {
        try (var in = ReadModelSchema.class.getResourceAsStream("/db/readmodel/" + script)) {
            if (in == null) {
                throw new IllegalStateException("There is no script " + script);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
