package io.amser.bench.pipeline;

/** How much more memory the later looks found. */
record HeapGrowth(UsedHeaps early, UsedHeaps late) {

    private static final double MEGABYTE = 1024.0 * 1024.0;

    double worst() {
        return Math.max((double) late.indexer() / early.indexer(), (double) late.service() / early.service());
    }

    String sentence() {
        return "Used heap after a full collection around 10,000 and 100,000 events, medians: indexing %.1f and %.1f MB, the service %.1f and %.1f MB."
                .formatted(
                        early.indexer() / MEGABYTE,
                        late.indexer() / MEGABYTE,
                        early.service() / MEGABYTE,
                        late.service() / MEGABYTE);
    }
}
