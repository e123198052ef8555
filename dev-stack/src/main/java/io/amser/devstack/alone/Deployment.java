package io.amser.devstack.alone;

import io.amser.devstack.preflight.CannotStart;
import io.amser.devstack.wallet.ChainRefusal;
import io.amser.devstack.wallet.LocalRpc;
import io.amser.devstack.wallet.Node;
import io.amser.protocol.Address;
import io.amser.protocol.call.ProcessorCalls;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.web3j.utils.Numeric;

/**
 * The deployment that a keeper is pointed at, as its node tells it.
 *
 * @param chainId EIP-155 number
 */
record Deployment(long chainId, Address permit2) {

    /** Throws with a sentence where the node does not answer, or no processor stands at one of the addresses. */
    static Deployment lookAt(KeeperOptions options) {
        var rpc = options.rpc().getFirst();
        try (var node = new Node(rpc);
                var plain = new LocalRpc(rpc)) {
            var chain =
                    Numeric.decodeQuantity(plain.ask("eth_chainId").asString()).longValueExact();
            options.chainId().filter(wanted -> wanted != chain).ifPresent(wanted -> {
                throw new CannotStart("%s serves chain %d, not chain %d.".formatted(host(rpc), chain, wanted));
            });
            return new Deployment(chain, permit2(node, options.processors(), chain));
        } catch (UncheckedIOException e) {
            throw new CannotStart("%s does not answer: is it a JSON-RPC node over HTTP?".formatted(host(rpc)));
        }
    }

    private static Address permit2(Node node, List<Address> processors, long chain) {
        return processors.stream()
                .map(processor -> permit2(node, processor, chain))
                .distinct()
                .reduce((_, _) -> {
                    throw new CannotStart("These processors do not use the same Permit2: run a keeper for each.");
                })
                .orElseThrow();
    }

    private static Address permit2(Node node, Address processor, long chain) {
        try {
            node.ask(ProcessorCalls.pauseTimes(processor));
            return node.ask(ProcessorCalls.permit2(processor));
        } catch (ChainRefusal | IllegalArgumentException _) {
            throw new CannotStart("There is no payment processor at %s on chain %d.".formatted(processor, chain));
        }
    }

    /** Throws where one of the processors would refuse whatever this key sends. */
    static void requireAdmitted(KeeperOptions options, Address key) {
        try (var node = new Node(options.rpc().getFirst())) {
            for (var processor : options.processors()) {
                if (!node.ask(ProcessorCalls.isKeeper(processor, key))
                        && !node.ask(ProcessorCalls.openExecution(processor))) {
                    throw new CannotStart(
                            "Processor %s does not admit the key %s: its owner must call setKeeper with it."
                                    .formatted(processor, key));
                }
            }
        }
    }

    /** Without the user, the path and the question, in which providers put their keys. */
    static String host(URI rpc) {
        return rpc.getPort() < 0 ? rpc.getHost() : rpc.getHost() + ":" + rpc.getPort();
    }
}
