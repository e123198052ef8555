package io.amser.eventlog.projection;

import io.amser.eventlog.position.Advance;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Records that are applied in one transaction.
 *
 * @param partitions the records of each partition, in their order
 */
record Batch(Map<Integer, List<LogRecord>> partitions) {

    /** What is left when the rows stand at {@code positions}: records before them are applied already. */
    Batch after(Map<Integer, Long> positions) {
        var left = new TreeMap<Integer, List<LogRecord>>();
        partitions.forEach((partition, records) -> {
            var position = positions.getOrDefault(partition, 0L);
            var rest = records.stream()
                    .filter(record -> record.offset() >= position)
                    .toList();
            if (!rest.isEmpty()) {
                left.put(partition, rest);
            }
        });
        return new Batch(left);
    }

    /** The steps from {@code positions} to behind the last record of each partition. */
    List<Advance> advances(Map<Integer, Long> positions) {
        return partitions.entrySet().stream()
                .map(entry -> new Advance(
                        entry.getKey(),
                        positions.getOrDefault(entry.getKey(), 0L),
                        entry.getValue().getLast().offset() + 1))
                .toList();
    }

    List<LogRecord> records() {
        return partitions.values().stream().flatMap(List::stream).toList();
    }

    boolean isDecoded() {
        return records().stream().noneMatch(LogRecord.Undecodable.class::isInstance);
    }

    /** What the decoded records say. */
    List<LoggedEvent> events() {
        return records().stream()
                .filter(LogRecord.Decoded.class::isInstance)
                .map(record -> ((LogRecord.Decoded) record).logged())
                .toList();
    }

    boolean isEmpty() {
        return partitions.isEmpty();
    }
}
