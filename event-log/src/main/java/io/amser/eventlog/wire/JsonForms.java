package io.amser.eventlog.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.Executions;
import io.amser.protocol.event.ChainEvent;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the JSON form of a type: a component's name and type say all, and numbers that may pass 2^53 are strings. */
final class JsonForms {
    private static final Map<Type, JsonForm> FORMS = new ConcurrentHashMap<>(Map.ofEntries(
            Map.entry(String.class, new Text()),
            Map.entry(boolean.class, new Truth()),
            Map.entry(int.class, new Int()),
            Map.entry(long.class, new Long64()),
            Map.entry(Long.class, new Long64()),
            Map.entry(BigInteger.class, new BigNumber()),
            Map.entry(Duration.class, new Seconds()),
            Map.entry(Instant.class, new Millis()),
            Map.entry(Executions.class, new Budget()),
            Map.entry(ChainEvent.class, new AnyEvent()),
            Map.entry(PublishedEvent.class, new AnyPublishedEvent())));

    private JsonForms() {}

    static JsonForm of(Type type) {
        var known = FORMS.get(type);
        if (known != null) {
            return known;
        }
        var form = build(type);
        FORMS.put(type, form);
        return form;
    }

    private static JsonForm build(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return new Items(of(list.getActualTypeArguments()[0]));
        }
        if (type instanceof Class<?> plain && plain.isEnum()) {
            return new Name(plain);
        }
        if (type instanceof Class<?> plain && plain.isRecord()) {
            var record = RecordForm.of(plain);
            return record.wrapsOneScalar() ? new Wrapped(record) : record;
        }
        throw new IllegalArgumentException("No form in JSON is known for " + type.getTypeName());
    }

    /** Whether values of {@code type} are a single JSON token, so that a record around one needs no braces. */
    static boolean isScalar(Type type) {
        return type == String.class || type == int.class || type == long.class || type == BigInteger.class;
    }

    static void expect(boolean asExpected, String what, JsonParser in) throws IOException {
        if (!asExpected) {
            throw new UnreadableRecord("Expected " + what + " at " + in.currentName() + ", found " + in.currentToken());
        }
    }

    private record Text() implements JsonForm {
        @Override
        public void write(Object value, JsonGenerator out) throws IOException {
            out.writeString((String) value);
        }

        @Override
        public Object read(JsonParser in) throws IOException {
            expect(in.hasToken(JsonToken.VALUE_STRING), "a string", in);
            return in.getText();
        }
    }

    private record Truth() implements JsonForm {
        @Override
        public void write(Object value, JsonGenerator out) throws IOException {
            out.writeBoolean((Boolean) value);
        }

        @Override
        public Object read(JsonParser in) throws IOException {
            expect(in.currentToken().isBoolean(), "true or false", in);
            return in.getBooleanValue();
        }
    }

    private record Int() implements JsonForm {
        @Override
        public void write(Object value, JsonGenerator out) throws IOException {
            out.writeNumber((int) value);
        }

        @Override
        public Object read(JsonParser in) throws IOException {
            return Math.toIntExact(number(in));
        }
    }

    private record Long64() implements JsonForm {
        @Override
        public void write(Object value, JsonGenerator out) throws IOException {
            out.writeNumber((long) value);
        }

        @Override
        public Object read(JsonParser in) throws IOException {
            return number(in);
        }
    }

    private record BigNumber() implements JsonForm {
        @Override
        public void write(Object value, JsonGenerator out) throws IOException {
            out.writeString(value.toString());
        }

        @Override
        public Object read(JsonParser in) throws IOException {
            expect(in.hasToken(JsonToken.VALUE_STRING), "a number as a string", in);
            return new BigInteger(in.getText());
        }
    }

    private record Seconds() implements JsonForm {
        @Override
        public void write(Object value, JsonGenerator out) throws IOException {
            out.writeNumber(((Duration) value).toSeconds());
        }

        @Override
        public Object read(JsonParser in) throws IOException {
            return Duration.ofSeconds(number(in));
        }
    }

    private record Millis() implements JsonForm {
        @Override
        public void write(Object value, JsonGenerator out) throws IOException {
            out.writeNumber(((Instant) value).toEpochMilli());
        }

        @Override
        public Object read(JsonParser in) throws IOException {
            return Instant.ofEpochMilli(number(in));
        }
    }

    /** A number, or null without bound. */
    private record Budget() implements JsonForm {
        @Override
        public void write(Object value, JsonGenerator out) throws IOException {
            switch ((Executions) value) {
                case Executions.Limited limited -> out.writeNumber(limited.left());
                case Executions.Unlimited _ -> out.writeNull();
            }
        }

        @Override
        public Object read(JsonParser in) throws IOException {
            return in.hasToken(JsonToken.VALUE_NULL) ? Executions.unlimited() : Executions.limited(number(in));
        }
    }

    private record Name(Class<?> type, Map<String, Object> byName) implements JsonForm {
        Name(Class<?> type) {
            this(type, byName(type));
        }

        private static Map<String, Object> byName(Class<?> type) {
            var names = new ConcurrentHashMap<String, Object>();
            for (var constant : type.getEnumConstants()) {
                names.put(((Enum<?>) constant).name(), constant);
            }
            return names;
        }

        @Override
        public void write(Object value, JsonGenerator out) throws IOException {
            out.writeString(((Enum<?>) value).name());
        }

        @Override
        public Object read(JsonParser in) throws IOException {
            expect(in.hasToken(JsonToken.VALUE_STRING), "a name", in);
            var value = byName.get(in.getText());
            if (value == null) {
                throw new UnreadableRecord("No " + type.getSimpleName() + " is called " + in.getText());
            }
            return value;
        }
    }

    private record Items(JsonForm item) implements JsonForm {
        @Override
        public void write(Object value, JsonGenerator out) throws IOException {
            out.writeStartArray();
            for (var one : (List<?>) value) {
                item.write(one, out);
            }
            out.writeEndArray();
        }

        @Override
        public Object read(JsonParser in) throws IOException {
            expect(in.hasToken(JsonToken.START_ARRAY), "an array", in);
            var items = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                items.add(item.read(in));
            }
            return List.copyOf(items);
        }
    }

    /** A value type with one component is written as that component. */
    private record Wrapped(RecordForm form) implements JsonForm {
        @Override
        public void write(Object value, JsonGenerator out) throws IOException {
            form.field(0).write(value, out);
        }

        @Override
        public Object read(JsonParser in) throws IOException {
            return form.build(new Object[] {form.field(0).form().read(in)});
        }
    }

    private record AnyEvent() implements JsonForm {
        @Override
        public void write(Object value, JsonGenerator out) throws IOException {
            EventForm.of((ChainEvent) value).write(PublishedEvent.of((ChainEvent) value), out);
        }

        @Override
        public Object read(JsonParser in) throws IOException {
            return EventForm.readAny(in).event();
        }
    }

    private record AnyPublishedEvent() implements JsonForm {
        @Override
        public void write(Object value, JsonGenerator out) throws IOException {
            var published = (PublishedEvent) value;
            EventForm.of(published.event()).write(published, out);
        }

        @Override
        public Object read(JsonParser in) throws IOException {
            return EventForm.readAny(in);
        }
    }

    private static long number(JsonParser in) throws IOException {
        expect(in.hasToken(JsonToken.VALUE_NUMBER_INT), "a whole number", in);
        try {
            return in.getLongValue();
        } catch (InputCoercionException e) {
            throw new UnreadableRecord("The number at " + in.currentName() + " is out of range", e);
        }
    }
}
