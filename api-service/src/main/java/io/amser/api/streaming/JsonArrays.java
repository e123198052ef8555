package io.amser.api.streaming;

import static io.amser.api.parameter.Parameters.invalid;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.amser.api.caching.Validator;
import io.amser.api.freshness.Moment;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestMulti;

/** Answers a query as one JSON array: a short list or a page at once, a long list while it is read. */
@ApplicationScoped
public class JsonArrays {
    /** Lists up to this length are read by one plain query. */
    private static final int SHORT = 500;

    private static final int SECONDS_OF_A_LONG_LIST = 60;

    /**
     * What to ask the database, and how its rows look as JSON.
     *
     * @param sql takes after its own arguments the columns of the place to go on from, as text, and has a %1$s where a LIMIT
     *     goes; behind it no row is dropped
     * @param ofChainAlone whether its rows stay the same while no block comes and no time passes
     * @param shared the moment at which all callers see the same, where that is dear to find
     */
    public record Query<V>(
            String sql,
            Tuple arguments,
            Sorting sorting,
            Class<V> type,
            Function<Row, V> view,
            boolean ofChainAlone,
            Optional<Moment> shared) {

        public Query(String sql, Tuple arguments, Sorting sorting, Class<V> type, Function<Row, V> view) {
            this(sql, arguments, sorting, type, view, true, Optional.empty());
        }

        /** The same, where rows also hold what no block tells of. */
        public Query<V> withMoreThanTheChainHas() {
            return new Query<>(sql, arguments, sorting, type, view, false, shared);
        }

        /** The same, with a beginning that is read once for all who ask at the same moment. */
        public Query<V> sharedAt(Moment moment) {
            return new Query<>(sql, arguments, sorting, type, view, ofChainAlone, Optional.of(moment));
        }

        Query<V> from(List<String> place) {
            var from = this;
            for (var part : place) {
                from = from.with(part);
            }
            return from;
        }

        private Query<V> with(Object argument) {
            var more = Tuple.tuple();
            for (var at = 0; at < arguments.size(); at++) {
                more.addValue(arguments.getValue(at));
            }
            return new Query<>(sql, more.addValue(argument), sorting, type, view, ofChainAlone, shared);
        }

        /** The number is written out: for a number that it does not know, PostgreSQL would plan to sort the whole list. */
        String first(int rows) {
            return sql.formatted("LIMIT " + rows);
        }
    }

    private final Pages pages;
    private final ObjectMapper json;

    JsonArrays(Pages pages, ObjectMapper json) {
        this.pages = pages;
        this.json = json;
    }

    private record Answer(Multi<Buffer> elements, Map<String, String> headers) {}

    /** The rows as an array, once the moment is known; a failure before the first row is still a problem of its own. */
    public <V> RestMulti<Buffer> answer(
            HttpServerRequest request, Uni<Moment> moment, Function<Moment, Query<V>> query) {
        var listing = Listing.of(request);
        return RestMulti.fromUniResponse(
                moment.chain(now -> answer(listing, now, query.apply(now))),
                Answer::elements,
                answer -> listed(answer.headers()));
    }

    /** A list that has no elements, whatever the moment. */
    public RestMulti<Buffer> answerEmpty(HttpServerRequest request, Uni<Moment> moment) {
        var listing = Listing.of(request);
        listing.cursor().ifPresent(_ -> {
            throw invalid("cursor", "must be one from the Link header of the page before");
        });
        return RestMulti.fromUniResponse(
                moment,
                _ -> Multi.createFrom().empty(),
                now -> listed(Validator.of(mark(now))
                        .headers(listing.ifNoneMatch(), now.asOf().headers())));
    }

    private <V> Uni<Answer> answer(Listing listing, Moment moment, Query<V> query) {
        var most = listing.limit().orElse(SHORT);
        return pages.first(query, listing.cursor(), most + 1)
                .map(rows -> rows.size() > most && listing.limit().isEmpty()
                        ? streamed(listing, moment, query, rows)
                        : complete(listing, moment, query, rows, most));
    }

    /** Validated by its content. */
    private <V> Answer complete(Listing listing, Moment moment, Query<V> query, List<Row> rows, int most) {
        var page = rows.subList(0, Math.min(most, rows.size()));
        var headers = new LinkedHashMap<>(moment.asOf().headers());
        if (rows.size() > most) {
            headers.put("Link", listing.linkTo(query.sorting().cursor(page.getLast())));
        }
        var elements = page.isEmpty() ? Buffer.buffer() : chunk(writer(query), page, query.view());
        var validator = Validator.of(mark(moment) + headers.get("Link") + elements);
        return new Answer(
                page.isEmpty() ? Multi.createFrom().empty() : Multi.createFrom().item(elements),
                validator.headers(listing.ifNoneMatch(), headers));
    }

    /**
     * Validated by the block, and by the minute: between blocks time alone changes what a row says. Where more than that does,
     * nobody has the answer already.
     */
    private <V> Answer streamed(Listing listing, Moment moment, Query<V> query, List<Row> begun) {
        var minute = moment.time().seconds() / SECONDS_OF_A_LONG_LIST;
        var once = query.ofChainAlone() ? "" : UUID.randomUUID();
        var validator = Validator.of(moment.asOf().hash() + " " + mark(moment) + " " + minute + " " + once);
        return new Answer(
                listing.isOfHeadersAlone() ? Multi.createFrom().empty() : elements(query, begun),
                validator.headers(listing.ifNoneMatch(), moment.asOf().headers()));
    }

    /** Chunks of elements; the HTTP layer writes the brackets and the commas between chunks. */
    private <V> Multi<Buffer> elements(Query<V> query, List<Row> begun) {
        var writer = writer(query);
        var rest = pages.after(query, query.sorting().place().apply(begun.getLast()));
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(begun), rest)
                .map(rows -> chunk(writer, rows, query.view()));
    }

    private <V> ObjectWriter writer(Query<V> query) {
        return json.writerFor(query.type()).withRootValueSeparator(",");
    }

    private static <V> Buffer chunk(ObjectWriter writer, Iterable<Row> rows, Function<Row, V> view) {
        var bytes = new ByteArrayOutputStream(SHORT * 512);
        try (var elements = writer.writeValues(bytes)) {
            for (var row : rows) {
                elements.write(view.apply(row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    private static String mark(Moment moment) {
        return Boolean.toString(moment.lacksRecords());
    }

    private static Map<String, List<String>> listed(Map<String, String> headers) {
        return headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    }
}
