package io.amser.eventlog.position;

/**
 * A step of one partition's row.
 *
 * @param from where the row is believed to stand
 * @param to the offset after the last record that is applied
 */
public record Advance(int partition, long from, long to) {}
