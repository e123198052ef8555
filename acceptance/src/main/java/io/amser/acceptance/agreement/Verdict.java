package io.amser.acceptance.agreement;

import java.util.List;

/**
 * What a comparison found.
 *
 * @param missing events of the chain that the topic lacks
 * @param doubled records of the topic that tell an event again
 * @param wrong a sentence for every other thing that does not agree
 */
public record Verdict(int subscriptions, int charges, int failures, int missing, int doubled, List<String> wrong) {

    public Verdict {
        wrong = List.copyOf(wrong);
    }

    public boolean holds() {
        return missing == 0 && doubled == 0 && wrong.isEmpty();
    }
}
