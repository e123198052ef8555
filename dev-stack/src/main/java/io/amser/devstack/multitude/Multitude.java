package io.amser.devstack.multitude;

import io.amser.devstack.actor.Merchant;
import io.amser.devstack.contract.DeployedContracts;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.LocalRpc;
import io.amser.devstack.wallet.LocalRpc.Question;
import io.amser.devstack.wallet.Node;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.Call;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.call.Permit2Calls;
import io.amser.protocol.call.PermitSingle;
import io.amser.protocol.call.ProcessorCalls;
import io.amser.protocol.call.TokenCalls;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.web3j.utils.Numeric;

/**
 * Merchants, and wallets that have subscribed to their plans and paid once.
 *
 * <p>What the wallets themselves send carries no signature, so that the blocks of their making must not be taken back and made again.
 */
public final class Multitude {

    public static final TokenAmount PRICE = TokenAmount.of(10_000_000);
    /** So that a charge that comes late moves no billing anchor: a grace period must be shorter than the interval. */
    private static final Duration LESS = Duration.ofMinutes(1);

    private static final ChainTime FAR_FUTURE = ChainTime.of(Instant.parse("2100-01-01T00:00:00Z"));
    private static final byte[] ALLOWANCE_STANDS = {};
    private static final int FIRST_MERCHANT = 1_000;
    private static final String TEN_ETHER = "0x8ac7230489e80000";
    /** A thousand gwei: above what a local chain ever asks for. */
    private static final String GAS_PRICE = "0xe8d4a51000";

    private static final String CALL_GAS = "0x80000";
    private static final String CHARGES_GAS = "0xe4e1c0";
    private static final String ROOM_FOR_ALL = "0x174876e800";
    private static final int AT_A_TIME = 200;
    private static final int CHARGES_PER_TRANSACTION = 60;

    private final LocalRpc rpc;
    private final Node node;
    private final DeployedContracts contracts;
    private final MultitudeShape shape;
    private final List<SubscriptionKey> subscriptions = new ArrayList<>();
    private final Map<Address, Long> nonces = new HashMap<>();

    private Multitude(LocalRpc rpc, Node node, DeployedContracts contracts, MultitudeShape shape) {
        this.rpc = rpc;
        this.node = node;
        this.contracts = contracts;
        this.shape = shape;
    }

    /** Makes them on a chain with a block for every transaction; afterwards blocks are made by nobody, and have room for whatever is sent. */
    public static Multitude gather(LocalRpc rpc, Node node, DeployedContracts contracts, MultitudeShape shape) {
        var multitude = new Multitude(rpc, node, contracts, shape);
        multitude.gather();
        return multitude;
    }

    private void gather() {
        rpc.ask("anvil_autoImpersonateAccount", true);
        var plans = IntStream.range(0, shape.merchants()).mapToObj(this::plan).toList();
        rpc.ask("evm_setAutomine", false);
        rpc.ask("evm_setBlockGasLimit", ROOM_FOR_ALL);
        rpc.askAll(IntStream.range(0, shape.wallets())
                .mapToObj(number ->
                        new Question("anvil_setBalance", List.of(wallet(number).value(), TEN_ETHER)))
                .toList());
        inBlocks(IntStream.range(0, shape.wallets())
                .mapToObj(this::allowing)
                .flatMap(List::stream)
                .toList());
        inBlocks(IntStream.range(0, shape.subscriptions())
                .mapToObj(number -> subscribing(number, plans))
                .toList());
        number(plans);
        payOnce();
        rpc.ask("anvil_autoImpersonateAccount", false);
    }

    private PlanKey plan(int number) {
        var account = Account.number(FIRST_MERCHANT + number);
        rpc.ask("anvil_setBalance", account.address().value(), TEN_ETHER);
        var merchant = new Merchant(account, node, contracts);
        merchant.deployModule();
        return merchant.createPlan(
                "One", PRICE, shape.interval(), shape.interval().minus(LESS));
    }

    private List<Question> allowing(int number) {
        var wallet = wallet(number);
        return List.of(
                sending(wallet, TokenCalls.mint(contracts.token(), wallet, purse(number)), CALL_GAS),
                sending(
                        wallet,
                        TokenCalls.approve(contracts.token(), contracts.permit2(), TokenAmount.UNLIMITED_ALLOWANCE),
                        CALL_GAS),
                sending(
                        wallet,
                        Permit2Calls.approve(
                                contracts.permit2(),
                                contracts.token(),
                                contracts.processor(),
                                TokenAmount.UNLIMITED_ALLOWANCE,
                                FAR_FUTURE),
                        CALL_GAS));
    }

    private TokenAmount purse(int wallet) {
        var subscriptions = shape.subscriptions() - shape.wallets() > wallet ? 2 : 1;
        return times(subscriptions * shape.windowsFunded().applyAsInt(wallet));
    }

    /** The price of so many charges. */
    public static TokenAmount times(int charges) {
        return new TokenAmount(PRICE.value().multiply(BigInteger.valueOf(charges)));
    }

    private Question subscribing(int number, List<PlanKey> plans) {
        var permit = new PermitSingle(
                contracts.token(), TokenAmount.UNLIMITED_ALLOWANCE, FAR_FUTURE, 0, contracts.processor(), FAR_FUTURE);
        var call = ModuleCalls.subscribeWithPermit(
                plans.get(shape.merchantOf(number)), shape.budget(), permit, ALLOWANCE_STANDS);
        return sending(payer(number), call, CALL_GAS);
    }

    /** A module numbers its subscriptions in the order of the block, which is not the one in which they were sent. */
    private void number(List<PlanKey> plans) {
        var questions = IntStream.range(0, shape.subscriptions())
                .mapToObj(number -> ModuleCalls.subscriptionOf(plans.get(shape.merchantOf(number)), payer(number)))
                .toList();
        parts(questions, AT_A_TIME).forEach(part -> {
            var answers = rpc.askAll(part.stream().map(Multitude::asking).toList());
            for (int at = 0; at < part.size(); at++) {
                var id = part.get(at).answer(answers.get(at).asString());
                subscriptions.add(new SubscriptionKey(part.get(at).to(), id));
            }
        });
    }

    private static Question asking(Call<?> call) {
        return new Question("eth_call", List.of(Map.of("to", call.to().value(), "data", call.data()), "latest"));
    }

    private void payOnce() {
        learnNonce(Account.keeper().address());
        var begin = node.time().plus(Duration.ofSeconds(10));
        for (int moment = 0; moment < shape.moments(); moment++) {
            var now = subscriptions.subList(shape.firstOf(moment), shape.firstOf(moment + 1));
            rpc.askAll(parts(now, CHARGES_PER_TRANSACTION)
                    .map(batch -> sending(
                            Account.keeper().address(),
                            ProcessorCalls.batchExecute(contracts.processor(), batch),
                            CHARGES_GAS))
                    .toList());
            rpc.ask(
                    "evm_setNextBlockTimestamp",
                    begin.plus(shape.offset(moment)).seconds());
            rpc.ask("evm_mine");
        }
    }

    private void inBlocks(List<Question> questions) {
        parts(questions, AT_A_TIME).forEach(part -> {
            rpc.askAll(part);
            rpc.ask("evm_mine");
        });
    }

    private static <T> Stream<List<T>> parts(List<T> all, int size) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + size)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + size)));
    }

    /** With its number, because the node takes the calls of a batch in any order. */
    private Question sending(Address from, Call<?> call, String gas) {
        return new Question(
                "eth_sendTransaction",
                List.of(Map.of(
                        "from",
                        from.value(),
                        "to",
                        call.to().value(),
                        "data",
                        call.data(),
                        "gas",
                        gas,
                        "gasPrice",
                        GAS_PRICE,
                        "nonce",
                        "0x" + Long.toHexString(nextNonce(from)))));
    }

    private long nextNonce(Address sender) {
        return nonces.merge(sender, 1L, Long::sum) - 1;
    }

    private void learnNonce(Address sender) {
        var nonce =
                rpc.ask("eth_getTransactionCount", sender.value(), "pending").asString();
        nonces.put(sender, Numeric.decodeQuantity(nonce).longValueExact());
    }

    /** By their numbers, from 0. */
    public List<SubscriptionKey> subscriptions() {
        return List.copyOf(subscriptions);
    }

    /** The number of the wallet that pays for it, from 0. */
    public int walletOf(int subscription) {
        return shape.walletOf(subscription);
    }

    public Address payer(int subscription) {
        return wallet(walletOf(subscription));
    }

    /** Nobody has its key, which the local chain does not mind. */
    private static Address wallet(int number) {
        return new Address("0x5b%038x".formatted(number + 1));
    }

    /** Money for some wallets, in transactions with a signature that wait for the next block. */
    public void topUp(Collection<Address> wallets, TokenAmount amount) {
        learnNonce(Account.treasury().address());
        rpc.askAll(wallets.stream()
                .map(wallet -> sending(
                        Account.treasury().address(), TokenCalls.mint(contracts.token(), wallet, amount), CALL_GAS))
                .toList());
    }
}
