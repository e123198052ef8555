package io.amser.api.parameter;

import static io.amser.api.problem.ProblemCode.INVALID_PARAMETER;
import static io.amser.api.problem.ProblemCode.MISSING_PARAMETER;

import io.amser.api.problem.ProblemException;
import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.PlanId;
import io.amser.protocol.SubscriptionId;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of requests; a value that is not exactly right ends the request with a problem that names it. */
public final class Parameters {
    public static final int MOST_PLAN_IDS = 50;
    public static final int HIGHEST_LIMIT = 1_000;

    /** ASCII digits only: Java's own parsers also take those of other scripts. */
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,77}");

    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final BigInteger MAX_UINT32 = BigInteger.valueOf(0xffff_ffffL);
    private static final BigInteger MAX_UINT256 = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private Parameters() {}

    public static Address address(String name, @Nullable String text) {
        try {
            return Address.parse(required(name, text));
        } catch (IllegalArgumentException _) {
            throw invalid(name, "must be 0x and 40 hexadecimal digits, in one case or with a right EIP-55 checksum");
        }
    }

    public static Optional<Address> optionalAddress(String name, @Nullable String text) {
        return Optional.ofNullable(text).map(given -> address(name, given));
    }

    public static PlanId planId(String name, @Nullable String text) {
        return number(required(name, text), MAX_UINT32)
                .map(number -> new PlanId(number.longValueExact()))
                .orElseThrow(() -> invalid(name, "must be a decimal number from 0 to 4294967295"));
    }

    /** A comma-separated list; an id that is named twice counts once. */
    public static List<PlanId> planIds(String name, @Nullable String text) {
        var parts = required(name, text).split(",", MOST_PLAN_IDS + 1);
        if (parts.length > MOST_PLAN_IDS) {
            throw invalid(name, "must have at most " + MOST_PLAN_IDS + " plan ids");
        }
        return Arrays.stream(parts).map(part -> planId(name, part)).distinct().toList();
    }

    public static SubscriptionId subscriptionId(String name, @Nullable String text) {
        return number(required(name, text), MAX_UINT256)
                .map(SubscriptionId::new)
                .orElseThrow(() -> invalid(name, "must be a decimal number below 2^256"));
    }

    public static Optional<ChainId> chainId(String name, @Nullable String text) {
        return Optional.ofNullable(text)
                .map(given -> number(given, MAX_LONG)
                        .filter(number -> number.signum() > 0)
                        .map(number -> new ChainId(number.longValueExact()))
                        .orElseThrow(() -> invalid(name, "must be the positive decimal number of a chain")));
    }

    public static Optional<Integer> limit(String name, @Nullable String text) {
        return Optional.ofNullable(text)
                .map(given -> number(given, BigInteger.valueOf(HIGHEST_LIMIT))
                        .filter(number -> number.signum() > 0)
                        .map(BigInteger::intValueExact)
                        .orElseThrow(() -> invalid(name, "must be a decimal number from 1 to " + HIGHEST_LIMIT)));
    }

    /** An ISO 8601 instant, or unix seconds. */
    public static Optional<ChainTime> time(String name, @Nullable String text) {
        return Optional.ofNullable(text).map(given -> {
            try {
                return number(given, MAX_LONG)
                        .map(seconds -> new ChainTime(seconds.longValueExact()))
                        .orElseGet(() -> ChainTime.of(Instant.parse(given)));
            } catch (IllegalArgumentException | DateTimeParseException _) {
                throw invalid(name, "must be a date such as 2026-04-01T00:00:00.000Z, or unix seconds");
            }
        });
    }

    public static Optional<Duration> seconds(String name, @Nullable String text) {
        return Optional.ofNullable(text)
                .map(given -> number(given, MAX_UINT32)
                        .map(number -> Duration.ofSeconds(number.longValueExact()))
                        .orElseThrow(() -> invalid(name, "must be a decimal number of seconds, 0 to 4294967295")));
    }

    public static boolean flag(String name, @Nullable String text) {
        return switch (text) {
            case null -> false;
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name, "must be true or false");
        };
    }

    /** One of the words, exactly as it is written here. */
    public static <T> Optional<T> choice(String name, @Nullable String text, Map<String, T> choices) {
        return Optional.ofNullable(text)
                .map(given -> Optional.ofNullable(choices.get(given))
                        .orElseThrow(() ->
                                invalid(name, "must be one of " + String.join(", ", new TreeSet<>(choices.keySet())))));
    }

    public static ProblemException invalid(String name, String rule) {
        return new ProblemException(INVALID_PARAMETER, name + " " + rule + ".", name);
    }

    /** A text that must be there. */
    public static String required(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw new ProblemException(MISSING_PARAMETER, name + " is required.", name);
        }
        return text;
    }

    /** A UUID in its one canonical spelling. */
    public static UUID uuid(String name, @Nullable String text) {
        var given = required(name, text);
        if (!UUID_TEXT.matcher(given).matches()) {
            throw invalid(name, "must be a UUID in lower case");
        }
        return UUID.fromString(given);
    }

    private static Optional<BigInteger> number(String text, BigInteger max) {
        return Optional.of(text)
                .filter(given -> NUMBER.matcher(given).matches())
                .map(BigInteger::new)
                .filter(number -> number.compareTo(max) <= 0);
    }
}
