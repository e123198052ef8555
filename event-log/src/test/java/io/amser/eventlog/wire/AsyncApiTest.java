package io.amser.eventlog.wire;

import static io.amser.eventlog.SampleEvents.head;
import static io.amser.eventlog.SampleEvents.pause;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.eventlog.HeadRecord;
import io.amser.eventlog.PaymentAtRisk;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.SampleEvents;
import io.amser.eventlog.topic.Topic;
import io.amser.protocol.event.EventOrigin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The document that other teams read says what the code does. */
class AsyncApiTest {
    private static final Set<String> WORDS = Set.of("description", "pattern", "maximum", "examples");
    private final Map<String, Object> document = read();

    @Test
    void every_topic_is_described() {
        var addresses = map(document, "channels").values().stream()
                .map(channel -> ((Map<?, ?>) channel).get("address"))
                .toList();

        assertThat(addresses)
                .isEqualTo(List.of(
                        Topic.CHAIN_EVENTS.name(),
                        Topic.CHAIN_HEADS.name(),
                        Topic.INDEXER_STATE.name(),
                        Topic.KEEPER_EVENTS.name(),
                        Topic.deadLettersOf("{service}").name()));
    }

    @Test
    void topics_are_kept_as_described() {
        assertKept("chainEvents", Topic.CHAIN_EVENTS);
        assertKept("chainHeads", Topic.CHAIN_HEADS);
        assertKept("indexerState", Topic.INDEXER_STATE);
        assertKept("keeperEvents", Topic.KEEPER_EVENTS);
        assertKept("deadLetters", Topic.deadLettersOf("any"));
    }

    private void assertKept(String channel, Topic topic) {
        var kept = map(document, "channels", channel, "bindings", "kafka", "topicConfiguration");
        assertThat(kept.get("cleanup.policy")).isEqualTo(List.of(setting(topic, "cleanup.policy")));
        assertThat(String.valueOf(kept.get("retention.ms"))).isEqualTo(setting(topic, "retention.ms"));
    }

    private static String setting(Topic topic, String name) {
        return topic.settings().getOrDefault(name, "null");
    }

    @Test
    void the_log_carries_every_type_of_event_and_no_other() {
        assertThat(map(document, "channels", "chainEvents", "messages").keySet())
                .isEqualTo(EventWire.types());
        EventWire.types()
                .forEach(type -> assertThat(map(document, "components", "messages", type, "payload"))
                        .isEqualTo(Map.of("$ref", "#/components/schemas/" + type + "Event")));
    }

    @Test
    void every_field_of_every_value_is_described_as_it_is_written() {
        var roots = new ArrayList<Class<?>>(List.of(HeadRecord.class, PaymentAtRisk.class, EventOrigin.class));
        SampleEvents.ofEveryType().forEach(event -> roots.add(event.getClass()));
        var expected = JsonSchemas.of(roots);

        var described = map(document, "components", "schemas");

        assertThat(described).containsOnlyKeys(withMessages(expected.keySet()));
        expected.forEach((name, schema) ->
                assertThat(withoutWords(described.get(name))).as(name).isEqualTo(schema));
    }

    @Test
    void every_event_is_an_envelope_around_its_data() {
        for (var type : EventWire.types()) {
            assertThat(withoutWords(map(document, "components", "schemas").get(type + "Event")))
                    .isEqualTo(Map.of(
                            "allOf",
                            List.of(
                                    Map.of("$ref", "#/components/schemas/Envelope"),
                                    Map.of(
                                            "type",
                                            "object",
                                            "required",
                                            List.of("type", "data"),
                                            "properties",
                                            Map.of(
                                                    "type", Map.of("const", type),
                                                    "data", Map.of("$ref", "#/components/schemas/" + type))))));
        }
    }

    @Test
    void every_header_is_described() {
        var event = EventWire.record("log", PublishedEvent.of(pause(1, 2)));
        var head = HeadWire.record("heads", head(1).published(Instant.EPOCH, List.of()));

        assertThat(headers("EventHeaders")).isEqualTo(names(event));
        assertThat(headers("HeadHeaders")).isEqualTo(names(head));
        assertThat(headers("ForecastHeaders")).isEqualTo(names(AtRiskWire.record("forecasts", AtRiskWireTest.RISK)));
    }

    private Set<String> headers(String name) {
        return map(document, "components", "schemas", name, "properties").keySet();
    }

    private static Set<String> names(ProducerRecord<byte[], byte[]> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .map(Header::key)
                .collect(toSet());
    }

    private static Set<String> withMessages(Set<String> schemas) {
        var names = new TreeSet<>(schemas);
        names.addAll(List.of(
                "Envelope", "EventHeaders", "HeadHeaders", "ForecastHeaders", "StateHeaders", "DeadLetterHeaders"));
        EventWire.types().forEach(type -> names.add(type + "Event"));
        return names;
    }

    /** A schema without what only people read. */
    private static Object withoutWords(Object schema) {
        return switch (schema) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .filter(entry -> !WORDS.contains(entry.getKey()) || entry.getValue() instanceof Map)
                        .collect(toMap(Map.Entry::getKey, entry -> withoutWords(entry.getValue())));
            case List<?> list -> list.stream().map(AsyncApiTest::withoutWords).toList();
            default -> schema;
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> from, String... path) {
        var found = from;
        for (var step : path) {
            found = (Map<String, Object>) found.get(step);
            assertThat(found).as(step).isNotNull();
        }
        return found;
    }

    private static Map<String, Object> read() {
        try {
            return new Yaml().load(Files.readString(Path.of("..", "docs", "asyncapi.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
