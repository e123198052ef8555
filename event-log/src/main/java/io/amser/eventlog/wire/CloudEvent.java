package io.amser.eventlog.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.amser.protocol.ChainTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The headers of a CloudEvents 1.0 message in binary mode.
 *
 * @param id together with the source, what nothing else carries
 */
public record CloudEvent(String id, String type, String source, ChainTime time, String subject) {
    static final String TYPE = "ce_type";
    static final String SOURCE = "ce_source";
    static final String SUBJECT = "ce_subject";
    private static final byte[] SPECIFICATION = "1.0".getBytes(UTF_8);
    private static final byte[] JSON = "application/json".getBytes(UTF_8);

    public List<Header> headers() {
        var headers = new ArrayList<Header>(8);
        headers.add(new RecordHeader("ce_specversion", SPECIFICATION));
        headers.add(header("ce_id", id));
        headers.add(header(TYPE, type));
        headers.add(header(SOURCE, source));
        headers.add(header("ce_time", time.toInstant().toString()));
        headers.add(header(SUBJECT, subject));
        headers.add(new RecordHeader("content-type", JSON));
        return headers;
    }

    static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
