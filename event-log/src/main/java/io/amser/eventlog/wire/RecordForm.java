package io.amser.eventlog.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A record class as a JSON object: each component is a field, by its name in snake case. */
final class RecordForm implements JsonForm {
    private final String name;
    private final List<RecordField> fields;
    private final Map<String, RecordField> byName;
    private final MethodHandle constructor;
    private final boolean wrapsOneScalar;

    private RecordForm(String name, List<RecordField> fields, MethodHandle constructor, boolean wrapsOneScalar) {
        this.name = name;
        this.fields = fields;
        this.byName = fields.stream().collect(Collectors.toUnmodifiableMap(RecordField::jsonName, Function.identity()));
        this.constructor = constructor;
        this.wrapsOneScalar = wrapsOneScalar;
    }

    static RecordForm of(Class<?> type) {
        return of(type, component -> true);
    }

    /** The form without some components, whose values whoever builds the record has to add. */
    static RecordForm of(Class<?> type, java.util.function.Predicate<RecordComponent> written) {
        var components = type.getRecordComponents();
        var fields = java.util.stream.IntStream.range(0, components.length)
                .filter(i -> written.test(components[i]))
                .mapToObj(i -> RecordField.of(components[i], i))
                .toList();
        var wraps = components.length == 1 && JsonForms.isScalar(components[0].getGenericType());
        return new RecordForm(type.getSimpleName(), fields, constructor(type), wraps);
    }

    private static MethodHandle constructor(Class<?> type) {
        var types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " has no canonical constructor that can be called", e);
        }
    }

    boolean wrapsOneScalar() {
        return wrapsOneScalar;
    }

    RecordField field(int index) {
        return fields.get(index);
    }

    List<RecordField> fields() {
        return fields;
    }

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
        out.writeStartObject();
        writeFields(value, out);
        out.writeEndObject();
    }

    void writeFields(Object value, JsonGenerator out) throws IOException {
        for (var field : fields) {
            out.writeFieldName(field.name());
            field.write(value, out);
        }
    }

    @Override
    public Object read(JsonParser in) throws IOException {
        var values = values();
        readInto(values, in);
        return build(values);
    }

    /** Room for the components, in the order of the constructor. */
    @Nullable
    Object[] values() {
        return new Object[constructorSize()];
    }

    private int constructorSize() {
        return fields.isEmpty() ? 1 : fields.getLast().index() + 1;
    }

    void readInto(@Nullable Object[] values, JsonParser in) throws IOException {
        JsonForms.expect(in.hasToken(JsonToken.START_OBJECT), "an object", in);
        while (in.nextToken() != JsonToken.END_OBJECT) {
            var fieldName = in.currentName();
            in.nextToken();
            if (!readField(fieldName, values, in)) {
                in.skipChildren();
            }
        }
    }

    /** Reads one field, if it is one of this record's. */
    boolean readField(String fieldName, @Nullable Object[] values, JsonParser in) throws IOException {
        var field = byName.get(fieldName);
        if (field == null) {
            return false;
        }
        values[field.index()] = field.read(in);
        return true;
    }

    /** Makes the record, after a look for fields that are missing. */
    Object build(@Nullable Object[] values) {
        for (var field : fields) {
            if (values[field.index()] == null && !field.nullable()) {
                throw new UnreadableRecord("The field " + field.jsonName() + " of " + name + " is missing");
            }
        }
        try {
            return constructor.invokeExact(values);
        } catch (RuntimeException e) {
            throw new UnreadableRecord(name + ": " + e.getMessage(), e);
        } catch (Throwable e) {
            throw new IllegalStateException("The constructor of " + name + " failed", e);
        }
    }
}
