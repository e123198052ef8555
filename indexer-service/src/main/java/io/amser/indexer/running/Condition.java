package io.amser.indexer.running;

/** What the indexer is doing. */
sealed interface Condition {

    /** For people, one line. */
    String text();

    record Starting() implements Condition {
        @Override
        public String text() {
            return "starting";
        }
    }

    /** Another indexer is active on this chain. */
    record Standby() implements Condition {
        @Override
        public String text() {
            return "standing by: another indexer is active on this chain";
        }
    }

    record Indexing() implements Condition {
        @Override
        public String text() {
            return "indexing";
        }
    }

    /** The chain or Kafka does not answer; it is asked again for ever. */
    record Outage(String cause) implements Condition {
        @Override
        public String text() {
            return "waiting: " + cause;
        }
    }

    /** A person has to look. */
    record Stopped(String reason) implements Condition {
        @Override
        public String text() {
            return "stopped: " + reason;
        }
    }

    /** Whether the service does its part: one that stands by does. */
    default boolean isReady() {
        return switch (this) {
            case Indexing _, Standby _ -> true;
            case Starting _, Outage _, Stopped _ -> false;
        };
    }
}
