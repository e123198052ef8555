package io.amser.keeper.charging;

import io.amser.keeper.assignment.AssignmentConfig;
import io.amser.keeper.assignment.AssignmentConfig.Mode;
import io.amser.keeper.submission.SubmissionConfig;
import io.amser.protocol.Address;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A keeper's settings in tests. */
record Settings(int lotSize, long gasTarget, Duration replaceAfter) implements ChargingConfig, SubmissionConfig {
    static final Settings USUAL = new Settings(200, 10_000_000, Duration.ofSeconds(30));

    Settings replacingAfter(Duration time) {
        return new Settings(lotSize, gasTarget, time);
    }

    Settings inSmallLots(int size) {
        return new Settings(size, gasTarget, replaceAfter);
    }

    /** Whoever is first sends. */
    static final AssignmentConfig OPEN = taking(Mode.OPEN, List.of());

    static AssignmentConfig turnsOf(List<Address> keepers) {
        return taking(Mode.DETERMINISTIC, keepers);
    }

    private static AssignmentConfig taking(Mode mode, List<Address> keepers) {
        return new AssignmentConfig() {
            @Override
            public Mode mode() {
                return mode;
            }

            @Override
            public Optional<List<String>> keepers() {
                return keepers.isEmpty()
                        ? Optional.empty()
                        : Optional.of(keepers.stream().map(Address::value).toList());
            }

            @Override
            public Duration priority() {
                return Duration.ofSeconds(30);
            }

            @Override
            public Duration fallback() {
                return Duration.ofSeconds(15);
            }
        };
    }

    @Override
    public boolean enabled() {
        return true;
    }

    @Override
    public Duration pollInterval() {
        return Duration.ofMillis(100);
    }

    @Override
    public Duration lease() {
        return Duration.ofSeconds(30);
    }

    @Override
    public long gasPerCharge() {
        return 220_000;
    }

    @Override
    public BigInteger maxFeePerGas() {
        return BigInteger.valueOf(200_000_000_000L);
    }

    @Override
    public Duration rebroadcastAfter() {
        return Duration.ZERO;
    }

    @Override
    public Duration displacedAfter() {
        return Duration.ZERO;
    }

    @Override
    public int maxInFlight() {
        return 16;
    }
}
