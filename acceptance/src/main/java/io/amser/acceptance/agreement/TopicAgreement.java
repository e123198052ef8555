package io.amser.acceptance.agreement;

import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.Address;
import io.amser.protocol.event.ChainEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The topic tells every event of the chain once, those of one key in the order of the chain, and nothing else. */
record TopicAgreement(int missing, int doubled, List<String> wrong) {

    TopicAgreement {
        wrong = List.copyOf(wrong);
    }

    static TopicAgreement of(List<ChainEvent> chain, List<PublishedEvent> topic) {
        var told = topic.stream().map(PublishedEvent::recordId).collect(Collectors.toSet());
        var missing = chain.stream()
                .filter(event -> !told.contains(event.id().value()))
                .count();
        return new TopicAgreement((int) missing, topic.size() - told.size(), wrong(chain, topic));
    }

    private static List<String> wrong(List<ChainEvent> chain, List<PublishedEvent> topic) {
        var wrong = new ArrayList<String>();
        var real = new HashSet<>(chain);
        for (var record : topic) {
            if (record.retracted()) {
                wrong.add("The topic takes back " + record.event() + ", which stands on the chain");
            } else if (!real.contains(record.event())) {
                wrong.add("The topic tells " + record.event() + ", which the chain does not");
            }
        }
        byKey(topic.stream().map(PublishedEvent::event).toList()).forEach((key, told) -> {
            var inOrder = chain.stream()
                    .filter(event -> event.origin().key().equals(key))
                    .toList();
            if (told.size() == inOrder.size() && !told.equals(inOrder)) {
                wrong.add("The topic tells the events of " + key + " in another order than the chain");
            }
        });
        return wrong;
    }

    private static Map<Address, List<ChainEvent>> byKey(List<ChainEvent> events) {
        var byKey = new HashMap<Address, List<ChainEvent>>();
        events.forEach(event -> byKey.computeIfAbsent(event.origin().key(), _ -> new ArrayList<>())
                .add(event));
        return byKey;
    }
}
