package io.amser.indexer.rpc;

import io.amser.protocol.Address;
import io.amser.protocol.decoding.LogTopics;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What we ask {@code eth_getLogs} for: the protocol's events from any contract, and Permit2's where our processor is the spender.
 *
 * <p>No list of modules stands in the question, so that a module's logs are there from the block on that deployed it; the
 * decoder leaves out what others emit.
 */
public final class LogFilters {
    private static final int WORD_DIGITS = 64;

    private final List<String> filters;

    public LogFilters(Address permit2, Collection<Address> processors) {
        var protocol = "\"topics\":[" + array(LogTopics.ofProtocol().stream()) + "]";
        var allowances = "\"address\":\"" + permit2 + "\",\"topics\":["
                + array(LogTopics.ofAllowances().stream()) + ",null,null,"
                + array(processors.stream().map(LogFilters::word)) + "]";
        this.filters = List.of(protocol, allowances);
    }

    /** One call for each filter, over the blocks that {@code where} names. */
    List<RpcCall> calls(String where) {
        return filters.stream()
                .map(filter -> new RpcCall("eth_getLogs", "[{" + where + "," + filter + "}]"))
                .toList();
    }

    private static String array(Stream<String> texts) {
        return texts.collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }

    private static String word(Address address) {
        var digits = address.value().substring(2);
        return "0x" + "0".repeat(WORD_DIGITS - digits.length()) + digits;
    }
}
