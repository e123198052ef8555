package io.amser.keeper.chain;

import io.amser.keeper.schedule.DueCharge;
import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.BlockNumber;
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

    /** One quote per subscription, in the same order. */
    List<Quote> quotes(List<SubscriptionKey> subscriptions, Head at);

    /** The processor that serves a module; empty if there is no module. */
    Optional<Address> processorOf(Address module, Head at);

    /** How many subscriptions a module has: the highest id; empty if it does not tell. */
    Optional<SubscriptionId> subscriptionCount(Address module, Head at);

    /** What each item of a batch would come to in the next block; empty if the batch as a whole would revert. */
    Optional<List<Reason>> simulate(Address keeper, Call<List<Reason>> batch, long gasLimit);

    /** How many transactions of {@code account} stand in blocks: the nonce of the next one. */
    long nonce(Address account);

    /** In wei. */
    BigInteger balance(Address account);

    Broadcast broadcast(HexBytes signed);

    /** The receipts that exist; a transaction that stands in no block is left out. */
    Map<TxHash, Receipt> receipts(Collection<TxHash> transactions);

    /** Those of the wallets that received money or raised an approval or allowance in these blocks, both included. */
    Set<Address> toppedUp(Collection<AllowanceKey> wallets, BlockNumber from, BlockNumber to);
}
