package io.amser.devstack.rpc;

import java.util.Map;

/** What goes back to whoever asked. */
sealed interface Reply {

    int OK = 200;

    /** A whole answer. */
    record Whole(int status, Map<String, String> headers, Body body) implements Reply {
        static Whole ok(Body body) {
            return new Whole(OK, Map.of("Content-Type", "application/json"), body);
        }
    }

    /** The beginning of an answer that was said to be so long; then the connection ends. */
    record Beginning(Body body, int promised) implements Reply {}

    /** The connection ends. */
    record Nothing() implements Reply {}
}
