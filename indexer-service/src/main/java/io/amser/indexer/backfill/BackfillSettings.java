package io.amser.indexer.backfill;

import java.time.Duration;

/**
 * How final blocks are read.
 *
 * @param blocksPerRange so many blocks are asked for in one question
 * @param rangesInFlight so many questions are under way or waiting to be published
 * @param eventsPerTransaction a transaction is closed once it has so many events
 * @param longestTransaction a transaction is closed when it has been gathering for so long, however few events there are
 */
public record BackfillSettings(
        int blocksPerRange, int rangesInFlight, int eventsPerTransaction, Duration longestTransaction) {}
