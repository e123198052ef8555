package io.amser.api.activity;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a row of the activity log tells. */
public enum ActivityType {
    CHARGE,
    FAIL,
    REFILL;

    static final Map<String, ActivityType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ActivityType::name, Function.identity()));
}
