package io.amser.api.streaming;

import io.amser.api.freshness.Moment;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestMulti;

/** Answers a query as one CSV file, written while it is read. */
@ApplicationScoped
public class CsvFiles {
    private final Pages pages;

    CsvFiles(Pages pages) {
        this.pages = pages;
    }

    /** The rows as lines, once the moment is known. */
    public <V> RestMulti<Buffer> answer(
            CsvFile<V> file, Uni<Moment> moment, Function<Moment, JsonArrays.Query<V>> query) {
        return RestMulti.fromUniResponse(
                moment,
                now -> lines(file, query.apply(now)),
                now -> headers(file, now.asOf().headers()));
    }

    private <V> Multi<Buffer> lines(CsvFile<V> file, JsonArrays.Query<V> query) {
        var lines = pages.after(query, query.sorting().start()).map(rows -> chunk(file, rows, query.view()));
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(Buffer.buffer(file.header())), lines);
    }

    private static <V> Buffer chunk(CsvFile<V> file, List<Row> rows, Function<Row, V> view) {
        var chunk = Buffer.buffer();
        rows.forEach(row -> chunk.appendString(file.line(view.apply(row))));
        return chunk;
    }

    private static Map<String, List<String>> headers(CsvFile<?> file, Map<String, String> others) {
        var headers = new HashMap<String, List<String>>();
        others.forEach((name, value) -> headers.put(name, List.of(value)));
        headers.put("Content-Disposition", List.of("attachment; filename=\"" + file.name() + "\""));
        return headers;
    }
}
