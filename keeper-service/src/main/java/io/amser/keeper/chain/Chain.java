package io.amser.keeper.chain;

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

/** The chain as a keeper needs it; every method asks a node and throws {@link ChainUnreachable} if none answers. */
public interface Chain {

    Head head();

    ProcessorState processor(Address processor, Address keeper, Head at);

    /** In one request, as of one block. */
    LotAnswers look(List<DueCharge> lot, Head at);

    /** What these wallets can pay. */
    Map<AllowanceKey, Purse> purses(Collection<AllowanceKey> wallets, Head at);

    /** One quote per subscription, in the same order. */
    List<Quote> quotes(List<SubscriptionKey> subscriptions, Head at);

    /** The processor that serves a module; empty if there is no module. */
    Optional<Address> processorOf(Address module, Head at);

    /** How many subscriptions a module has: the highest id; empty if it does not tell. */
    Optional<SubscriptionId> subscriptionCount(Address module, Head at);

    /** What each item of a batch would come to in the next block; empty if the batch as a whole would revert. */
    Optional<List<Reason>> simulate(Address keeper, Call<List<Reason>> batch, long gasLimit);

    /** What each of these would come to if it were sent alone; empty where it would revert as a whole. */
    List<Optional<List<Reason>>> simulateEach(Address keeper, List<Call<List<Reason>>> batches, long gasLimit);

    /** How many transactions of {@code account} stand in blocks: the nonce of the next one. */
    long nonce(Address account);

    /** The same by the word of all nodes that know the newest blocks: so many that none of them doubts. */
    long nonceOfAll(Address account);

    /** In wei. */
    BigInteger balance(Address account);

    /** Shows a transaction to all nodes. */
    Broadcast broadcast(HexBytes signed);

    /** In wei, what a rollup takes for the data of a transaction besides its gas; nothing on other chains. */
    BigInteger l1Fee(HexBytes unsigned);

    /** What of each charge goes to protocol and keeper, by module. */
    Map<Address, Fees> fees(Address processor, Set<Address> modules, Head at);

    /** The blocks with these numbers; one that the node does not have is left out. */
    Map<BlockNumber, Block> blocks(Collection<BlockNumber> numbers);

    /** The receipts that exist; a transaction that stands in no block is left out. */
    Map<TxHash, Receipt> receipts(Collection<TxHash> transactions);

    /**
     * The money and the consent that wallets received in {@code from <= block <= to}.
     *
     * @param before a block whose hash is asked for as well
     */
    TopUps topUps(Watched watched, BlockNumber before, BlockNumber from, BlockNumber to);
}
