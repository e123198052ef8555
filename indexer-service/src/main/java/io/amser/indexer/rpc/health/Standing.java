package io.amser.indexer.rpc.health;

import io.amser.protocol.ChainId;

/** How a node stands beside the others. */
public sealed interface Standing {

    /** For people, to follow the name of the node. */
    String text();

    /** There is nothing to say against it. */
    record Sound() implements Standing {
        @Override
        public String text() {
            return "keeps up with the others";
        }
    }

    /** The others have come further. */
    record Behind(long blocks) implements Standing {
        @Override
        public String text() {
            return "is " + blocks + " blocks behind the others";
        }
    }

    /** Its newest block stays the same, or was taken back, while the others go on. */
    record Stale() implements Standing {
        @Override
        public String text() {
            return "tells an old block as its newest";
        }
    }

    /** Most of the others have another block at the same height. */
    record Forked() implements Standing {
        @Override
        public String text() {
            return "is on a branch of its own";
        }
    }

    /** Asking it would be asking about something else. */
    record Elsewhere(ChainId chain) implements Standing {
        @Override
        public String text() {
            return "serves chain " + chain;
        }
    }
}
