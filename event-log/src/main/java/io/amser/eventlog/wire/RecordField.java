package io.amser.eventlog.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One component of a record as a field of a JSON object.
 *
 * @param index the component's place in the constructor
 */
record RecordField(int index, SerializedString name, JsonForm form, MethodHandle getter, boolean nullable) {

    static RecordField of(RecordComponent component, int index) {
        return new RecordField(
                index,
                new SerializedString(snakeCase(component.getName())),
                JsonForms.of(component.getGenericType()),
                getter(component),
                component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    private static MethodHandle getter(RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return MethodHandles.lookup()
                    .unreflect(component.getAccessor())
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(component + " cannot be read", e);
        }
    }

    private static String snakeCase(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    String jsonName() {
        return name.getValue();
    }

    void write(Object owner, JsonGenerator out) throws IOException {
        var value = valueOf(owner);
        if (value == null) {
            out.writeNull();
        } else {
            form.write(value, out);
        }
    }

    private @Nullable Object valueOf(Object owner) {
        try {
            return getter.invokeExact(owner);
        } catch (Throwable e) {
            throw new IllegalStateException("The component " + name + " cannot be read", e);
        }
    }

    @Nullable
    Object read(JsonParser in) throws IOException {
        return nullable && in.hasToken(JsonToken.VALUE_NULL) ? null : form.read(in);
    }
}
