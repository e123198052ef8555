package io.amser.indexer.rpc;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads one result, whose first token the parser stands on, and leaves the parser on its last. */
@FunctionalInterface
interface ResultReader<T> {
    T read(JsonParser in) throws IOException;
}
