package io.amser.eventlog.wire;

import io.amser.protocol.Executions;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.EventOrigin;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What JSON Schema says of record classes, told from the classes alone. */
final class JsonSchemas {
    private final Map<String, Object> named = new TreeMap<>();

    /** The schemas of {@code roots} and of all that they hold, by class name. */
    static Map<String, Object> of(List<Class<?>> roots) {
        var schemas = new JsonSchemas();
        roots.forEach(schemas::reference);
        return schemas.named;
    }

    private Map<String, Object> reference(Class<?> type) {
        var name = type.getSimpleName();
        if (!named.containsKey(name)) {
            named.put(name, Map.of());
            named.put(name, describe(type));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private Map<String, Object> describe(Class<?> type) {
        if (type == Executions.class) {
            return Map.of("type", List.of("integer", "null"));
        }
        if (type.isEnum()) {
            var names = Arrays.stream(type.getEnumConstants()).map(Object::toString);
            return Map.of("type", "string", "enum", names.toList());
        }
        var components = Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType() != EventOrigin.class)
                .toList();
        var only = components.getFirst().getGenericType();
        return components.size() == 1 && !ChainEvent.class.isAssignableFrom(type) && isScalar(only)
                ? schema(only)
                : object(components);
    }

    private Map<String, Object> object(List<RecordComponent> components) {
        var properties = new LinkedHashMap<String, Object>();
        components.forEach(component -> properties.put(snakeCase(component.getName()), property(component)));
        return Map.of("type", "object", "required", List.copyOf(properties.keySet()), "properties", properties);
    }

    private Map<String, Object> property(RecordComponent component) {
        var schema = schema(component.getGenericType());
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                ? Map.of("oneOf", List.of(schema, Map.of("type", "null")))
                : schema;
    }

    private Map<String, Object> schema(Type type) {
        if (type instanceof ParameterizedType list) {
            return Map.of("type", "array", "items", schema(list.getActualTypeArguments()[0]));
        }
        if (type == String.class || type == BigInteger.class) {
            return Map.of("type", "string");
        }
        if (type == boolean.class) {
            return Map.of("type", "boolean");
        }
        if (isScalar(type) || List.of(Long.class, Duration.class, Instant.class).contains(type)) {
            return Map.of("type", "integer");
        }
        return reference((Class<?>) type);
    }

    private static boolean isScalar(Type type) {
        return List.of(String.class, BigInteger.class, int.class, long.class).contains(type);
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
