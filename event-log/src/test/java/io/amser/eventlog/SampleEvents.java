package io.amser.eventlog;

import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.EventId;
import io.amser.protocol.Executions;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TxHash;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.EventOrigin;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events for tests: one of each type, its values made from a number. */
public final class SampleEvents {
    public static final ChainId CHAIN = new ChainId(31337);

    private SampleEvents() {}

    /** One event of every type that there is. */
    public static List<ChainEvent> ofEveryType() {
        return types(ChainEvent.class).map(type -> (ChainEvent) value(type, 7)).toList();
    }

    /** A pause of one subscription of module number {@code module}; different for each {@code number}. */
    public static ChainEvent.SubscriptionPaused pause(int module, int number) {
        var sample = event(ChainEvent.SubscriptionPaused.class, number);
        var address = address(module);
        return new ChainEvent.SubscriptionPaused(
                origin(number, address),
                new SubscriptionKey(address, SubscriptionId.of(number)),
                sample.subscriber(),
                sample.byMerchant(),
                sample.standing());
    }

    public static Address address(int number) {
        return new Address("0x" + hex(number, 40));
    }

    public static Head head(int number) {
        return new Head(
                CHAIN,
                new BlockNumber(number),
                new BlockHash("0x" + hex(number, 64)),
                new ChainTime(1_700_000_000L + number),
                new BlockNumber(0),
                new BlockNumber(0));
    }

    public static EventOrigin origin(int number, @Nullable Address module) {
        return new EventOrigin(
                CHAIN,
                new BlockNumber(number),
                new BlockHash("0x" + hex(number, 64)),
                new ChainTime(1_700_000_000L + number),
                new TxHash("0x" + hex(number + 1, 64)),
                3,
                address(5),
                module,
                module == null ? null : address(6),
                EventId.of(new UUID(number, 9)));
    }

    private static String hex(int number, int digits) {
        return ("%0" + digits + "x").formatted(number);
    }

    private static Stream<Class<?>> types(Class<?> family) {
        return family.isRecord()
                ? Stream.of(family)
                : Arrays.stream(family.getPermittedSubclasses())
                        .flatMap(SampleEvents::types)
                        .distinct();
    }

    private static <T> T event(Class<T> type, int number) {
        return type.cast(value(type, number));
    }

    private static Object value(Class<?> type, int number) {
        if (type == EventOrigin.class) {
            return origin(number, address(number));
        }
        if (type == Address.class) {
            return address(number);
        }
        if (type == Executions.class) {
            return number % 2 == 0 ? Executions.unlimited() : Executions.limited(number);
        }
        if (type.isRecord()) {
            return record(type, number);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return scalar(type, number);
    }

    private static Object scalar(Class<?> type, int number) {
        return switch (type.getSimpleName()) {
            case "String" -> "0x" + hex(number, 64);
            case "boolean" -> true;
            case "int" -> number;
            case "long" -> (long) number;
            case "BigInteger" -> BigInteger.TWO.pow(100).add(BigInteger.valueOf(number));
            case "Duration" -> Duration.ofHours(number);
            default -> throw new IllegalArgumentException("No sample for " + type);
        };
    }

    private static Object record(Class<?> type, int number) {
        var components = type.getRecordComponents();
        var values = new Object[components.length];
        for (var i = 0; i < values.length; i++) {
            values[i] = value(components[i].getType(), number + i);
        }
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("No sample for " + type, e);
        }
    }
}
