package io.amser.keeper.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.keeper.assignment.Assignment.Deterministic;
import io.amser.protocol.Address;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.WindowId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AssignmentPropertyTest {
    private static final Phases PHASES = new Phases(Duration.ofSeconds(30), Duration.ofSeconds(15));
    private static final int WINDOWS = 4_000;

    @Property
    void every_window_has_exactly_one_first_keeper(
            @ForAll("keepers") Set<Address> keepers, @ForAll @IntRange(min = 0) int window) {
        assertThat(keepers)
                .filteredOn(keeper -> wait(keepers, keeper, window).isZero())
                .hasSize(1);
    }

    @Property
    void whatever_keepers_are_dead_another_one_sends_before_long(
            @ForAll("keepers") Set<Address> keepers,
            @ForAll @IntRange(min = 0) int window,
            @ForAll @IntRange(min = 0, max = 3) int dead) {
        var waits = keepers.stream()
                .map(keeper -> wait(keepers, keeper, window))
                .sorted()
                .skip(dead)
                .toList();
        var stranger = wait(keepers, keeper(1_000), window);

        assertThat(stranger).isEqualTo(PHASES.waitOfAnyone());
        assertThat(waits).allMatch(wait -> wait.compareTo(stranger) <= 0);
        assertThat(waits.stream().limit(1)).allMatch(wait -> wait.equals(PHASES.waitOf(dead)));
    }

    @Property
    void the_order_is_the_same_however_the_keepers_are_listed(
            @ForAll("keepers") Set<Address> keepers, @ForAll @IntRange(min = 0) int window) {
        var reversed = new ArrayList<>(keepers).reversed();

        assertThat(Order.of(reversed, subscription(window), window(window)))
                .isEqualTo(Order.of(keepers, subscription(window), window(window)));
    }

    @Property(tries = 20)
    void windows_are_spread_evenly(
            @ForAll @IntRange(min = 2, max = 7) int number, @ForAll @IntRange(max = 1_000) int from) {
        var counts = new HashMap<Address, Integer>();
        var keepers = keepers(from, number);
        for (var window = 0; window < WINDOWS; window++) {
            counts.merge(first(keepers, window), 1, Integer::sum);
        }

        assertThat(counts).hasSize(number);
        assertThat(counts.values()).allMatch(count -> Math.abs(count - WINDOWS / number) < 0.25 * WINDOWS / number);
    }

    @Property(tries = 20)
    void one_who_joins_takes_windows_and_moves_none_between_others(@ForAll @IntRange(min = 1, max = 7) int number) {
        var before = keepers(1, number);
        var newcomer = keeper(number + 1);
        var after = new ArrayList<>(before);
        after.add(newcomer);

        for (var window = 0; window < WINDOWS / 10; window++) {
            assertThat(first(after, window)).isIn(first(before, window), newcomer);
            assertThat(without(newcomer, Order.of(after, subscription(window), window(window))))
                    .isEqualTo(Order.of(before, subscription(window), window(window)));
        }
    }

    @Property
    void keepers_of_one_database_come_with_the_earliest_of_them(
            @ForAll("keepers") Set<Address> keepers, @ForAll @IntRange(min = 0) int window) {
        var ours = keepers.stream().limit(2).toList();
        var together = new Deterministic(keepers, Set.copyOf(ours), PHASES);

        assertThat(together.wait(subscription(window), window(window)))
                .isEqualTo(ours.stream()
                        .map(keeper -> wait(keepers, keeper, window))
                        .min(Duration::compareTo)
                        .orElseThrow());
    }

    private static Duration wait(Set<Address> keepers, Address ours, int window) {
        return new Deterministic(keepers, Set.of(ours), PHASES).wait(subscription(window), window(window));
    }

    private static Address first(List<Address> keepers, int window) {
        return Order.of(keepers, subscription(window), window(window)).getFirst();
    }

    private static List<Address> without(Address keeper, List<Address> order) {
        return order.stream().filter(other -> !other.equals(keeper)).toList();
    }

    /** Both parts count: the windows of one subscription go round as well. */
    private static SubscriptionKey subscription(int window) {
        return new SubscriptionKey(keeper(7_777), SubscriptionId.of(1 + window / 100));
    }

    private static WindowId window(int window) {
        return new WindowId(window % 100);
    }

    private static List<Address> keepers(int from, int number) {
        return IntStream.range(from, from + number)
                .mapToObj(AssignmentPropertyTest::keeper)
                .toList();
    }

    private static Address keeper(int number) {
        return new Address("0x%040x".formatted(number));
    }

    @Provide
    Arbitrary<Set<Address>> keepers() {
        return Arbitraries.integers()
                .between(1, 500)
                .map(AssignmentPropertyTest::keeper)
                .list()
                .uniqueElements()
                .ofMinSize(4)
                .ofMaxSize(9)
                .map(HashSet::new);
    }
}
