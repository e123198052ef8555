package io.amser.webhook.intake;

import io.amser.eventlog.readmodel.AppliedEvent;
import io.amser.protocol.EventId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** A batch in parts of which none takes back what it brings: to be followed one after the other. */
final class Parts {
    private Parts() {}

    static List<List<AppliedEvent>> of(List<AppliedEvent> batch) {
        var parts = new ArrayList<List<AppliedEvent>>();
        var part = new ArrayList<AppliedEvent>();
        var brought = new HashSet<EventId>();
        for (var applied : batch) {
            if (applied.retracted() && brought.contains(applied.event().id())) {
                parts.add(List.copyOf(part));
                part.clear();
                brought.clear();
            }
            if (!applied.retracted()) {
                brought.add(applied.event().id());
            }
            part.add(applied);
        }
        if (!part.isEmpty()) {
            parts.add(List.copyOf(part));
        }
        return List.copyOf(parts);
    }
}
