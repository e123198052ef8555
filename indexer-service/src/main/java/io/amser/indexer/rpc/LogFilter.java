package io.amser.indexer.rpc;

import io.amser.indexer.rpc.bloom.BloomKey;
import io.amser.indexer.rpc.bloom.LogsBloom;
import io.amser.protocol.Address;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Logs of certain events, from any contract or from one, perhaps with one of certain words as their fourth topic. */
final class LogFilter {
    private static final int FOURTH = 3;

    private final Optional<Address> contract;
    private final Set<String> events;
    private final Set<String> fourthTopics;
    private final List<List<BloomKey>> needed;

    private LogFilter(Optional<Address> contract, Collection<String> events, Collection<String> fourthTopics) {
        this.contract = contract;
        this.events = Set.copyOf(events);
        this.fourthTopics = Set.copyOf(fourthTopics);
        this.needed = Stream.of(contract.stream().map(Address::value).toList(), events, fourthTopics)
                .filter(alternatives -> !alternatives.isEmpty())
                .map(alternatives -> alternatives.stream().map(BloomKey::of).toList())
                .toList();
    }

    static LogFilter ofEvents(Collection<String> events) {
        return new LogFilter(Optional.empty(), events, List.of());
    }

    static LogFilter ofContract(Address contract, Collection<String> events, Collection<String> fourthTopics) {
        return new LogFilter(Optional.of(contract), events, fourthTopics);
    }

    /** As fields of the object that {@code eth_getLogs} takes. */
    String json() {
        var address = contract.map(one -> "\"address\":\"" + one + "\",").orElse("");
        var fourth = fourthTopics.isEmpty() ? "" : ",null,null," + array(fourthTopics);
        return address + "\"topics\":[" + array(events) + fourth + "]";
    }

    private static String array(Set<String> texts) {
        return texts.stream().sorted().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }

    /** Whether the block of this bloom may have a log that passes; it often may without having one. */
    boolean mayPass(LogsBloom bloom) {
        return needed.stream().allMatch(alternatives -> alternatives.stream().anyMatch(bloom::mayHold));
    }

    boolean passes(NodeLog log) {
        var topics = log.topics();
        return !topics.isEmpty()
                && events.contains(topics.getFirst())
                && contract.filter(one -> !one.equals(log.contract())).isEmpty()
                && (fourthTopics.isEmpty() || (topics.size() > FOURTH && fourthTopics.contains(topics.get(FOURTH))));
    }
}
