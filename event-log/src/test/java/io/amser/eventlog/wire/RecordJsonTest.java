package io.amser.eventlog.wire;

import static io.amser.eventlog.SampleEvents.address;
import static io.amser.eventlog.SampleEvents.pause;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.Address;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.event.ChainEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordJsonTest {
    record Block(BlockNumber number, Instant seenAt, List<ChainEvent> events, List<PublishedEvent> published) {}

    record Modules(List<Address> known) {}

    @Test
    void a_record_may_hold_events_and_lists() {
        var json = RecordJson.of(Block.class);
        var block = new Block(
                new BlockNumber(7),
                Instant.ofEpochMilli(1_700_000_000_123L),
                List.of(pause(1, 2), pause(1, 3)),
                List.of(PublishedEvent.retractionOf(pause(1, 2))));

        assertThat(json.read(json.write(block))).isEqualTo(block);
    }

    @Test
    void a_record_of_one_list_is_still_an_object() {
        var json = RecordJson.of(Modules.class);

        assertThat(json.write(new Modules(List.of(address(1)))))
                .asString(UTF_8)
                .isEqualTo("{\"known\":[\"0x0000000000000000000000000000000000000001\"]}");
    }
}
