package io.amser.eventlog.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.event.ChainEvent;

/** An event as JSON that names its own type, for those who keep it outside Kafka. */
public final class EventText {
    private EventText() {}

    public static String write(ChainEvent event) {
        var json = JsonBytes.write(out -> EventForm.of(event).write(PublishedEvent.of(event), out));
        return new String(json, UTF_8);
    }

    public static ChainEvent read(String json) {
        return JsonBytes.read(json.getBytes(UTF_8), EventForm::readAny).event();
    }
}
