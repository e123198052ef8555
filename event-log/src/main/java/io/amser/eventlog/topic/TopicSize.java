package io.amser.eventlog.topic;

/** How a topic is spread over brokers. */
public record TopicSize(int partitions, int replicas) {
    public TopicSize {
        if (partitions < 1 || replicas < 1) {
            throw new IllegalArgumentException(
                    "A topic needs one partition and one replica at least: " + partitions + ", " + replicas);
        }
    }

    /** So many replicas have a record before it counts as written: one may be away. */
    int inSync() {
        return Math.max(1, replicas - 1);
    }
}
