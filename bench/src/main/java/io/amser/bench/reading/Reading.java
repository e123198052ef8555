package io.amser.bench.reading;

/**
 * How blocks are read, by the indexer and by its peer alike.
 *
 * @param blocksPerRange so many blocks are asked for in one question
 * @param inFlight so many questions are under way
 */
public record Reading(int blocksPerRange, int inFlight) {}
