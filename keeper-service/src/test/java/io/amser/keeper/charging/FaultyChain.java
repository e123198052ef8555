package io.amser.keeper.charging;

import io.amser.keeper.chain.Block;
import io.amser.keeper.chain.Broadcast;
import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.ChainUnreachable;
import io.amser.keeper.chain.Head;
import io.amser.keeper.chain.HexBytes;
import io.amser.keeper.chain.LotAnswers;
import io.amser.keeper.chain.ProcessorState;
import io.amser.keeper.chain.Receipt;
import io.amser.keeper.chain.TopUps;
import io.amser.keeper.decision.Purse;
import io.amser.keeper.schedule.DueCharge;
import io.amser.keeper.schedule.Watched;
import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.Fees;
import io.amser.protocol.Reason;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TxHash;
import io.amser.protocol.call.Call;
import io.amser.protocol.call.Quote;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A chain whose answer to the next broadcast goes wrong. */
record FaultyChain(Chain chain, Function<HexBytes, Broadcast> broadcasting) implements Chain {

    /** The keeper dies before a node hears of the transaction. */
    static FaultyChain deafTo(Chain chain) {
        return new FaultyChain(chain, _ -> {
            throw new ChainUnreachable("The connection broke before the request");
        });
    }

    /** The keeper dies after the node has the transaction, and before it says so. */
    static FaultyChain muteAfter(Chain chain) {
        return new FaultyChain(chain, signed -> {
            chain.broadcast(signed);
            throw new ChainUnreachable("The connection broke before the answer");
        });
    }

    @Override
    public Broadcast broadcast(HexBytes signed) {
        return broadcasting.apply(signed);
    }

    @Override
    public Head head() {
        return chain.head();
    }

    @Override
    public ProcessorState processor(Address processor, Address keeper, Head at) {
        return chain.processor(processor, keeper, at);
    }

    @Override
    public LotAnswers look(List<DueCharge> lot, Head at) {
        return chain.look(lot, at);
    }

    @Override
    public Map<AllowanceKey, Purse> purses(Collection<AllowanceKey> wallets, Head at) {
        return chain.purses(wallets, at);
    }

    @Override
    public List<Quote> quotes(List<SubscriptionKey> subscriptions, Head at) {
        return chain.quotes(subscriptions, at);
    }

    @Override
    public Optional<Address> processorOf(Address module, Head at) {
        return chain.processorOf(module, at);
    }

    @Override
    public Optional<SubscriptionId> subscriptionCount(Address module, Head at) {
        return chain.subscriptionCount(module, at);
    }

    @Override
    public Optional<List<Reason>> simulate(Address keeper, Call<List<Reason>> batch, long gasLimit) {
        return chain.simulate(keeper, batch, gasLimit);
    }

    @Override
    public List<Optional<List<Reason>>> simulateEach(Address keeper, List<Call<List<Reason>>> batches, long gasLimit) {
        return chain.simulateEach(keeper, batches, gasLimit);
    }

    @Override
    public BigInteger l1Fee(HexBytes unsigned) {
        return chain.l1Fee(unsigned);
    }

    @Override
    public Map<Address, Fees> fees(Address processor, Set<Address> modules, Head at) {
        return chain.fees(processor, modules, at);
    }

    @Override
    public Map<BlockNumber, Block> blocks(Collection<BlockNumber> numbers) {
        return chain.blocks(numbers);
    }

    @Override
    public long nonce(Address account) {
        return chain.nonce(account);
    }

    @Override
    public long nonceOfAll(Address account) {
        return chain.nonceOfAll(account);
    }

    @Override
    public BigInteger balance(Address account) {
        return chain.balance(account);
    }

    @Override
    public Map<TxHash, Receipt> receipts(Collection<TxHash> transactions) {
        return chain.receipts(transactions);
    }

    @Override
    public TopUps topUps(Watched watched, BlockNumber before, BlockNumber from, BlockNumber to) {
        return chain.topUps(watched, before, from, to);
    }
}
