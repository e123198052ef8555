package io.amser.bench.webhooks;

import java.util.List;
import java.util.stream.IntStream;

/** Some of the merchants whose log was made, each with one endpoint; together they have as many subscriptions as any others. */
record Merchants(int first, int count) {

    static final Merchants ONE = new Merchants(0, 1);
    static final Merchants TEN = new Merchants(1, 10);
    static final Merchants HUNDRED = new Merchants(11, 100);
    static final List<Merchants> GROUPS = List.of(ONE, TEN, HUNDRED);

    List<Integer> numbers() {
        return IntStream.range(first, first + count).boxed().toList();
    }
}
