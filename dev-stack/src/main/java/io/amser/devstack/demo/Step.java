package io.amser.devstack.demo;

/**
 * One checked step of the story.
 *
 * @param holds whether API and contracts both say what they should
 * @param blockToApiMillis at most so long after a node showed the block the API showed its effect; 0 where no block is waited for
 */
public record Step(String what, boolean holds, String found, long blockToApiMillis) {

    String line() {
        return holds
                ? "  \u2713 %s; the contract agrees, the API knew %d ms after the block"
                        .formatted(what, blockToApiMillis)
                : "  \u2717 %s: %s".formatted(what, found);
    }
}
