package io.amser.bench.pipeline;

/** Used heap after a full collection, in bytes, of the indexer and of a service that applies the log. */
record UsedHeaps(long indexer, long service) {}
