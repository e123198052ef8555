package io.amser.acceptance.agreement;

import io.amser.acceptance.stage.Stage;
import io.amser.devstack.wallet.Account;
import io.amser.protocol.Address;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.TokenCalls;
import io.amser.protocol.decoding.RawLog;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/** Every window was charged once at most, and each balance is what was minted, less what was paid, plus what was earned. */
final class MoneyAgreement {

    private static final String TRANSFER = Hash.sha3String("Transfer(address,address,uint256)");
    private static final String NOBODY = "0x" + "0".repeat(64);

    private final Stage stage;
    private final List<ExecutionExecuted> charges;

    MoneyAgreement(Stage stage, List<ChainEvent> events) {
        this.stage = stage;
        this.charges = events.stream()
                .filter(ExecutionExecuted.class::isInstance)
                .map(ExecutionExecuted.class::cast)
                .toList();
    }

    List<String> wrong() {
        var wrong = new ArrayList<>(windowsChargedAgain());
        due().forEach((who, amount) -> {
            var held = stage.node().ask(TokenCalls.balanceOf(token(), who)).value();
            if (!held.equals(amount)) {
                wrong.add("%s holds %s and should hold %s".formatted(who, held, amount));
            }
        });
        return wrong;
    }

    private List<String> windowsChargedAgain() {
        var wrong = new ArrayList<String>();
        var charged = new HashSet<>();
        for (var charge : charges) {
            if (!charged.add(List.of(charge.subscription(), charge.windowId()))) {
                wrong.add("Window %s of %s was charged again".formatted(charge.windowId(), charge.subscription()));
            }
        }
        return wrong;
    }

    private Map<Address, BigInteger> due() {
        var due = minted();
        for (var charge : charges) {
            book(due, charge.payer(), charge.amount().value().negate());
            book(due, charge.recipient(), less(charge.amount(), charge.protocolFee()));
            book(due, charge.keeper(), charge.keeperFee().value());
            book(due, Account.treasury().address(), less(charge.protocolFee(), charge.keeperFee()));
        }
        return due;
    }

    private Map<Address, BigInteger> minted() {
        var minted = new HashMap<Address, BigInteger>();
        for (var log : stage.chain().logs()) {
            if (log.contract().equals(token()) && isMint(log)) {
                var receiver = new Address("0x" + log.topics().get(2).substring(26));
                book(minted, receiver, Numeric.toBigInt(log.data()));
            }
        }
        return minted;
    }

    private static boolean isMint(RawLog log) {
        return log.topics().getFirst().equals(TRANSFER) && log.topics().get(1).equals(NOBODY);
    }

    private static void book(Map<Address, BigInteger> books, Address who, BigInteger amount) {
        books.merge(who, amount, BigInteger::add);
    }

    private static BigInteger less(TokenAmount amount, TokenAmount part) {
        return amount.value().subtract(part.value());
    }

    private Address token() {
        return stage.platform().contracts().token();
    }
}
