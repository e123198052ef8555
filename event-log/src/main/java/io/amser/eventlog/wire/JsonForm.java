package io.amser.eventlog.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** How values of one type stand in JSON. */
interface JsonForm {

    void write(Object value, JsonGenerator out) throws IOException;

    /** Reads the value whose first token the parser stands on, and leaves the parser on its last. */
    Object read(JsonParser in) throws IOException;
}
