package io.amser.keeper.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.BlockNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.web3j.crypto.Hash;

/** Which logs tell that a wallet may be able to pay now. */
final class TopUpLogs {
    private static final String TRANSFER = Hash.sha3String("Transfer(address,address,uint256)");
    private static final String APPROVAL = Hash.sha3String("Approval(address,address,uint256)");
    private static final String PERMIT2_APPROVAL = Hash.sha3String("Approval(address,address,address,uint160,uint48)");
    private static final String PERMIT2_PERMIT =
            Hash.sha3String("Permit(address,address,address,uint160,uint48,uint48)");

    /** Hosted nodes refuse longer filters. */
    private static final int PAYERS_PER_FILTER = 500;

    private TopUpLogs() {}

    /** Parameters of {@code eth_getLogs}, which together find every such log of these wallets. */
    static List<Map<String, Object>> filters(
            Collection<AllowanceKey> wallets, Address permit2, BlockNumber from, BlockNumber to) {
        var tokens = wallets.stream().map(AllowanceKey::token).distinct().map(Address::value);
        var contracts = Stream.concat(tokens, Stream.of(permit2.value())).toList();
        var payers = wallets.stream()
                .map(AllowanceKey::owner)
                .distinct()
                .map(TopUpLogs::topic)
                .toList();
        var filters = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < payers.size(); i += PAYERS_PER_FILTER) {
            var some = payers.subList(i, Math.min(payers.size(), i + PAYERS_PER_FILTER));
            var received = List.of(List.of(TRANSFER), List.<String>of(), some);
            var allowed = List.of(List.of(APPROVAL, PERMIT2_APPROVAL, PERMIT2_PERMIT), some);
            filters.add(filter(contracts, received, from, to));
            filters.add(filter(contracts, allowed, from, to));
        }
        return filters;
    }

    private static Map<String, Object> filter(
            List<String> contracts, List<List<String>> topics, BlockNumber from, BlockNumber to) {
        return Map.of(
                "address",
                contracts,
                "topics",
                topics,
                "fromBlock",
                Quantities.hex(from.value()),
                "toBlock",
                Quantities.hex(to.value()));
    }

    /** Whom such a log concerns. */
    static Address payer(JsonNode log) {
        var topics = log.path("topics");
        var topic =
                topics.path(topics.path(0).asText().equals(TRANSFER) ? 2 : 1).asText();
        return new Address("0x" + topic.substring(topic.length() - 40));
    }

    private static String topic(Address address) {
        return "0x" + "0".repeat(24) + address.value().substring(2);
    }
}
