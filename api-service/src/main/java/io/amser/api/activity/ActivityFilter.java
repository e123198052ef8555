package io.amser.api.activity;

import io.amser.api.parameter.Parameters;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which of a merchant's activity to show; empty is no bound. */
record ActivityFilter(Optional<ActivityType> type, Optional<ChainTime> since, Optional<Address> token) {

    /** From a caller's words. */
    static ActivityFilter of(@Nullable String type, @Nullable String since, @Nullable String token) {
        return new ActivityFilter(
                Parameters.choice("type", type, ActivityType.BY_NAME),
                Parameters.time("since", since),
                Parameters.optionalAddress("token", token));
    }
}
