package io.amser.api.streaming;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestMulti;

/** Answers a query as one JSON array, written while it is read. */
@ApplicationScoped
public class JsonArrays {

    /** What to ask the database, and how its rows look as JSON. */
    public record Query<V>(String sql, Tuple arguments, Class<V> type, Function<Row, V> view) {}

    private final Cursors cursors;
    private final ObjectMapper json;

    JsonArrays(Cursors cursors, ObjectMapper json) {
        this.cursors = cursors;
        this.json = json;
    }

    /** The rows as an array, once the headers are known; a failure before the first row is still a problem of its own. */
    public <C, V> RestMulti<Buffer> answer(
            Uni<C> context, Function<C, Query<V>> query, Function<C, Map<String, String>> headers) {
        return RestMulti.fromUniResponse(
                context, known -> elements(query.apply(known)), known -> listed(headers.apply(known)));
    }

    /** Chunks of elements; the HTTP layer writes the brackets and the commas between chunks. */
    private <V> Multi<Buffer> elements(Query<V> query) {
        var writer = json.writerFor(query.type()).withRootValueSeparator(",");
        return cursors.chunks(query.sql(), query.arguments()).map(rows -> chunk(writer, rows, query.view()));
    }

    private static <V> Buffer chunk(ObjectWriter writer, RowSet<Row> rows, Function<Row, V> view) {
        var bytes = new ByteArrayOutputStream(rows.size() * 512);
        try (var elements = writer.writeValues(bytes)) {
            for (var row : rows) {
                elements.write(view.apply(row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    private static Map<String, List<String>> listed(Map<String, String> headers) {
        return headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    }
}
