package io.amser.eventlog.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.EventOrigin;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JSON of one event type: the fields that all events have, and under {@code data} those of its own. */
final class EventForm {
    private static final SerializedString TYPE = new SerializedString("type");
    private static final SerializedString RETRACTED = new SerializedString("retracted");
    private static final SerializedString DATA = new SerializedString("data");
    private static final RecordForm ORIGIN = RecordForm.of(EventOrigin.class);
    private static final Map<String, EventForm> BY_TYPE = types(ChainEvent.class)
            .map(EventForm::new)
            .collect(Collectors.toUnmodifiableMap(form -> form.type.getValue(), Function.identity()));

    private final SerializedString type;
    private final int originIndex;
    private final RecordForm data;

    private EventForm(Class<?> event) {
        this.type = new SerializedString(event.getSimpleName());
        this.originIndex = originIndex(event);
        this.data = RecordForm.of(event, component -> component.getType() != EventOrigin.class);
    }

    private static int originIndex(Class<?> event) {
        var components = event.getRecordComponents();
        for (var i = 0; i < components.length; i++) {
            if (components[i].getType() == EventOrigin.class) {
                return i;
            }
        }
        throw new IllegalArgumentException(event + " does not say where it comes from");
    }

    private static Stream<Class<?>> types(Class<?> family) {
        return family.isRecord()
                ? Stream.of(family)
                : Arrays.stream(family.getPermittedSubclasses())
                        .flatMap(EventForm::types)
                        .distinct();
    }

    static SortedSet<String> types() {
        return new TreeSet<>(BY_TYPE.keySet());
    }

    static EventForm of(ChainEvent event) {
        return ofType(event.type());
    }

    static EventForm ofType(String type) {
        var form = BY_TYPE.get(type);
        if (form == null) {
            throw new UnknownEventType(type);
        }
        return form;
    }

    void write(PublishedEvent published, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeFieldName(TYPE);
        out.writeString(type);
        ORIGIN.writeFields(published.event().origin(), out);
        out.writeFieldName(RETRACTED);
        out.writeBoolean(published.retracted());
        out.writeFieldName(DATA);
        data.write(published.event(), out);
        out.writeEndObject();
    }

    /** Reads an event whose JSON names its type first, as {@link #write} does. */
    static PublishedEvent readAny(JsonParser in) throws IOException {
        JsonForms.expect(in.hasToken(JsonToken.START_OBJECT), "an event", in);
        in.nextToken();
        JsonForms.expect("type".equals(in.currentName()), "the type first", in);
        in.nextToken();
        return ofType(in.getText()).readRest(in);
    }

    PublishedEvent read(JsonParser in) throws IOException {
        JsonForms.expect(in.hasToken(JsonToken.START_OBJECT), "an event", in);
        return readRest(in);
    }

    private PublishedEvent readRest(JsonParser in) throws IOException {
        var origin = ORIGIN.values();
        var values = data.values();
        var retracted = false;
        var hasData = false;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            var field = in.currentName();
            in.nextToken();
            switch (field) {
                case "data" -> {
                    data.readInto(values, in);
                    hasData = true;
                }
                case "retracted" -> retracted = in.getBooleanValue();
                case "type" -> JsonForms.expect(in.getText().equals(type.getValue()), "the type " + type, in);
                default -> {
                    if (!ORIGIN.readField(field, origin, in)) {
                        in.skipChildren();
                    }
                }
            }
        }
        JsonForms.expect(hasData, "data", in);
        values[originIndex] = ORIGIN.build(origin);
        return new PublishedEvent((ChainEvent) data.build(values), retracted);
    }
}
