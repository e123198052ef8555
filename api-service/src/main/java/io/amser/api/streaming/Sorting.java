package io.amser.api.streaming;

import static io.amser.api.parameter.Parameters.invalid;

import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The columns by which a list is sorted: where a page ends, the next one begins behind the values of its last row, whatever
 * was added or removed meanwhile. To callers the place is an opaque text.
 *
 * @param form of a place: one group for each column, with a dot between them
 * @param start the place before the first row
 * @param place of a row
 */
public record Sorting(Pattern form, List<String> start, Function<Row, List<String>> place) {

    String cursor(Row last) {
        var text = String.join(".", place.apply(last));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The values that a cursor stands for; without one, the start. */
    List<String> after(Optional<String> cursor) {
        return cursor.map(given -> {
                    var place = form.matcher(text(given));
                    if (!place.matches()) {
                        throw notOurs();
                    }
                    return parts(place);
                })
                .orElse(start);
    }

    private static List<String> parts(Matcher place) {
        return IntStream.rangeClosed(1, place.groupCount())
                .mapToObj(place::group)
                .toList();
    }

    private static String text(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException _) {
            throw notOurs();
        }
    }

    private static RuntimeException notOurs() {
        return invalid("cursor", "must be one from the Link header of the page before");
    }
}
