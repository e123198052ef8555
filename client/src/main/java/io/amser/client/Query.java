package io.amser.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A path and its parameters; one without a value is left out. */
final class Query {

    private final String path;
    private final List<String> parameters = new ArrayList<>();

    private Query(String path) {
        this.path = path;
    }

    static Query of(String path) {
        return new Query(path);
    }

    Query with(String name, @Nullable Object value) {
        if (value != null) {
            parameters.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
        return this;
    }

    String text() {
        return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
    }
}
