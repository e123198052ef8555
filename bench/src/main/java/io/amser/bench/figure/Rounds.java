package io.amser.bench.figure;

import java.util.ArrayList;
import java.util.List;

/** The same measurement, taken again and again so that a moment's noise does not decide. */
public final class Rounds {

    private final List<Double> values = new ArrayList<>();

    public void add(double value) {
        values.add(value);
    }

    /** The one in the middle; of an even number the mean of the two in the middle. */
    public double median() {
        if (values.isEmpty()) {
            throw new IllegalStateException("Nothing was measured");
        }
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
