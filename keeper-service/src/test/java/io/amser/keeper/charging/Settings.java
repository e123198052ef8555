package io.amser.keeper.charging;

import io.amser.keeper.assignment.AssignmentConfig;
import io.amser.keeper.assignment.AssignmentConfig.Mode;
import io.amser.keeper.submission.SubmissionConfig;
import io.amser.protocol.Address;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A keeper's settings in tests. */
record Settings(int lotSize, long gasTarget, Duration replaceAfter, BigInteger maxFeePerGas, BigInteger maxSpendPerDay)
        implements ChargingConfig, SubmissionConfig {
    static final Settings USUAL = new Settings(
            200, 10_000_000, Duration.ofSeconds(30), BigInteger.valueOf(200_000_000_000L), BigInteger.TEN.pow(18));

    Settings replacingAfter(Duration time) {
        return new Settings(lotSize, gasTarget, time, maxFeePerGas, maxSpendPerDay);
    }

    Settings inSmallLots(int size) {
        return new Settings(size, gasTarget, replaceAfter, maxFeePerGas, maxSpendPerDay);
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

    Settings spending(BigInteger perDay) {
        return new Settings(lotSize, gasTarget, replaceAfter, maxFeePerGas, perDay);
    }

    Settings payingPerGas(BigInteger atMost) {
        return new Settings(lotSize, gasTarget, replaceAfter, atMost, maxSpendPerDay);
    }

    @Override
    public boolean profitableOnly() {
        return false;
    }

    @Override
    public Map<String, BigDecimal> tokenPrices() {
        return Map.of();
    }

    @Override
    public int replaceAfterBlocks() {
        return 3;
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
    public Duration givenBackAfter() {
        return Duration.ofMinutes(5);
    }

    @Override
    public int maxInFlight() {
        return 16;
    }
}
