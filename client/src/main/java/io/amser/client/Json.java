package io.amser.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** How the API's JSON becomes records: snake_case, and times in both of its forms. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .addModule(new SimpleModule()
                    .addDeserializer(Instant.class, new Times())
                    .addDeserializer(Duration.class, new Seconds()))
            .build();

    private Json() {}

    /** ISO 8601, or unix seconds as a string. */
    private static final class Times extends StdScalarDeserializer<Instant> {

        private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

        Times() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            var text = json.getValueAsString("");
            try {
                return SECONDS.matcher(text).matches()
                        ? Instant.ofEpochSecond(Long.parseLong(text))
                        : Instant.parse(text);
            } catch (DateTimeException e) {
                throw context.weirdStringException(text, Instant.class, "no time");
            }
        }
    }

    /** Whole seconds, as a number or as a string. */
    private static final class Seconds extends StdScalarDeserializer<Duration> {

        Seconds() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Duration.ofSeconds(_parseLongPrimitive(json, context));
        }
    }
}
