package io.amser.eventlog.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.amser.eventlog.HeadRecord;
import io.amser.protocol.ChainId;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The records of the topic of heads. */
public final class HeadWire {
    public static final String TYPE = "ChainHead";
    private static final RecordJson<HeadRecord> JSON = RecordJson.of(HeadRecord.class);

    private HeadWire() {}

    public static ProducerRecord<byte[], byte[]> record(String topic, HeadRecord head) {
        var chain = key(head.chainId());
        var headers = new CloudEvent(UUID.randomUUID().toString(), TYPE, "/chains/" + chain, head.timestamp(), chain)
                .headers();
        return new ProducerRecord<>(topic, null, null, chain.getBytes(UTF_8), JSON.write(head), headers);
    }

    public static HeadRecord read(ConsumerRecord<?, byte[]> record) {
        return JSON.read(record.value());
    }

    /** All heads of a chain have this key. */
    public static String key(ChainId chain) {
        return String.valueOf(chain.value());
    }
}
