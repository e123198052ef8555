package io.amser.eventlog.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.amser.eventlog.PaymentAtRisk;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The records of the topic of forecasts. */
public final class AtRiskWire {
    public static final String TYPE = "payment.at_risk";
    private static final RecordJson<PaymentAtRisk> JSON = RecordJson.of(PaymentAtRisk.class);

    private AtRiskWire() {}

    public static ProducerRecord<byte[], byte[]> record(String topic, PaymentAtRisk risk) {
        var module = risk.subscription().module().value();
        var source = "/chains/" + risk.chainId().value() + "/contracts/" + module;
        var headers = new CloudEvent(
                        risk.id().value(),
                        TYPE,
                        source,
                        risk.blockTime(),
                        risk.subscription().toString())
                .headers();
        headers.add(CloudEvent.header("traceparent", traceParent(risk)));
        return new ProducerRecord<>(topic, null, null, module.getBytes(UTF_8), JSON.write(risk), headers);
    }

    public static PaymentAtRisk read(ConsumerRecord<?, byte[]> record) {
        return JSON.read(record.value());
    }

    /** As text, for those who keep a forecast outside Kafka. */
    public static String text(PaymentAtRisk risk) {
        return new String(JSON.write(risk), UTF_8);
    }

    public static PaymentAtRisk read(String text) {
        return JSON.read(text.getBytes(UTF_8));
    }

    /** The trace of a forecast is numbered by its id, as that of an event is. */
    private static String traceParent(PaymentAtRisk risk) {
        var trace = risk.id().uuid();
        var hex = HexFormat.of();
        return "00-" + hex.toHexDigits(trace.getMostSignificantBits())
                + hex.toHexDigits(trace.getLeastSignificantBits())
                + "-" + risk.blockHash().value().substring(2, 18) + "-01";
    }
}
