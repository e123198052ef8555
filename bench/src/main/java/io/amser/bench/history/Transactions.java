package io.amser.bench.history;

import io.amser.devstack.wallet.Node;
import io.amser.protocol.Address;
import io.amser.protocol.call.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import org.web3j.protocol.core.methods.request.Transaction;

/** Transactions that wait for the next block, sent in anyone's name. */
final class Transactions {

    /** Above what a local chain ever asks for. */
    private static final BigInteger GAS_PRICE = BigInteger.valueOf(10_000_000_000L);

    private final Node node;

    Transactions(Node node) {
        this.node = node;
    }

    void send(Address from, Call<?> call, long gas) {
        var transaction = Transaction.createFunctionCallTransaction(
                from.value(),
                null,
                GAS_PRICE,
                BigInteger.valueOf(gas),
                call.to().value(),
                call.data());
        try {
            var answer = node.web3j().ethSendTransaction(transaction).send();
            if (answer.hasError()) {
                throw new IllegalStateException(
                        "The chain refused a transaction: " + answer.getError().getMessage());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a block of all that waits. */
    void mine() {
        node.local("evm_mine", List.of());
    }
}
