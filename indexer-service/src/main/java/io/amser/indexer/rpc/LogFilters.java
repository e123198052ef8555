package io.amser.indexer.rpc;

import io.amser.indexer.rpc.bloom.LogsBloom;
import io.amser.protocol.Address;
import io.amser.protocol.decoding.LogTopics;
import java.util.Collection;
import java.util.List;

/**
 * What we ask {@code eth_getLogs} for: the protocol's events from any contract, and Permit2's where our processor is the spender.
 *
 * <p>No list of modules stands in the question, so that a module's logs are there from the block on that deployed it; the
 * decoder leaves out what others emit.
 */
public final class LogFilters {
    private static final int WORD_DIGITS = 64;

    private final List<LogFilter> filters;

    public LogFilters(Address permit2, Collection<Address> processors) {
        var spenders = processors.stream().map(LogFilters::word).toList();
        this.filters = List.of(
                LogFilter.ofEvents(LogTopics.ofProtocol()),
                LogFilter.ofContract(permit2, LogTopics.ofAllowances(), spenders));
    }

    List<LogFilter> all() {
        return filters;
    }

    /** One call for each filter, over the blocks that {@code where} names. */
    List<RpcCall> calls(String where) {
        return filters.stream()
                .map(filter -> new RpcCall("eth_getLogs", "[{" + where + "," + filter.json() + "}]"))
                .toList();
    }

    boolean mayPass(LogsBloom bloom) {
        return filters.stream().anyMatch(filter -> filter.mayPass(bloom));
    }

    boolean pass(NodeLog log) {
        return filters.stream().anyMatch(filter -> filter.passes(log));
    }

    private static String word(Address address) {
        var digits = address.value().substring(2);
        return "0x" + "0".repeat(WORD_DIGITS - digits.length()) + digits;
    }
}
