package io.amser.keeper.chain;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.amser.keeper.chain.RpcAnswer.Refused;
import io.amser.keeper.chain.RpcAnswer.Result;
import io.amser.keeper.decision.Purse;
import io.amser.keeper.decision.QuotedCharge;
import io.amser.keeper.schedule.DueCharge;
import io.amser.keeper.schedule.Watched;
import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Fees;
import io.amser.protocol.Reason;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TxHash;
import io.amser.protocol.WindowId;
import io.amser.protocol.call.Call;
import io.amser.protocol.call.FeeScheduleCalls;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.call.ProcessorCalls;
import io.amser.protocol.call.Quote;
import io.amser.protocol.decoding.Deployment;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.decoding.RawLog;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The chain by way of JSON-RPC nodes. */
public final class RpcChain implements Chain, ChainLogs {
    private static final BigInteger USUAL_TIP = BigInteger.valueOf(1_000_000_000);

    private static final List<RpcCall> HEAD = List.of(
            RpcCall.of("eth_getBlockByNumber", "latest", false),
            RpcCall.of("eth_getBlockByNumber", "finalized", false),
            RpcCall.of("eth_maxPriorityFeePerGas"));

    private final JsonRpc rpc;
    private final Address permit2;
    private final EventLogs eventLogs;
    private final long finalDepth;
    private final DataFees dataFees;
    private final Supplier<OwnTime> ownTime;

    /** @param ownTime by which a newest block is believed though no second node has it */
    public RpcChain(ChainConfig nodes, Address permit2, Supplier<OwnTime> ownTime) {
        this.ownTime = ownTime;
        this.rpc = new JsonRpc(nodes.rpcUrls(), new ChainId(nodes.id()), nodes.rpcTimeout());
        this.permit2 = permit2;
        this.eventLogs = new EventLogs(new ChainId(nodes.id()));
        this.finalDepth = nodes.finalDepth();
        this.dataFees = new DataFees(rpc);
    }

    @Override
    public Head head() {
        return head(rpc.newest(HEAD, answers -> head(answers).block(), ownTime.get()));
    }

    private Head head(List<RpcAnswer> answers) {
        var latest = answers.getFirst().result();
        var block = Blocks.read(latest);
        return new Head(
                block.number(),
                block.hash(),
                block.time(),
                Blocks.finalized(answers.get(1), block.number(), finalDepth),
                Quantities.number(latest.path("baseFeePerGas")),
                answers.getLast() instanceof Result(var tip) ? Quantities.number(tip) : USUAL_TIP);
    }

    @Override
    public ProcessorState processor(Address processor, Address keeper, Head at) {
        var pauses = ProcessorCalls.pauseTimes(processor);
        var isKeeper = ProcessorCalls.isKeeper(processor, keeper);
        var open = ProcessorCalls.openExecution(processor);
        var itemGas = ProcessorCalls.itemGas(processor);
        var answers =
                rpc.batch(List.of(ethCall(pauses, at), ethCall(isKeeper, at), ethCall(open, at), ethCall(itemGas, at)));
        return new ProcessorState(
                answered(pauses, answers.get(0)),
                answered(isKeeper, answers.get(1)) || answered(open, answers.get(2)),
                answered(itemGas, answers.get(3)).longValueExact());
    }

    @Override
    public LotAnswers look(List<DueCharge> lot, Head at) {
        var expected = new LinkedHashSet<AllowanceKey>();
        for (var due : lot) {
            due.token().ifPresent(token -> expected.add(new AllowanceKey(due.processor(), due.payer(), token)));
        }
        var quotes = lot.stream()
                .map(due -> ModuleCalls.quoteExecution(due.subscription()))
                .toList();
        var calls = new ArrayList<RpcCall>();
        quotes.forEach(quote -> calls.add(ethCall(quote, at)));
        expected.forEach(wallet -> calls.addAll(purseCalls(wallet, at)));
        var answers = rpc.batch(calls);

        var quoted = new ArrayList<QuotedCharge>(lot.size());
        for (var i = 0; i < lot.size(); i++) {
            quoted.add(new QuotedCharge(
                    lot.get(i), quote(quotes.get(i), answers.get(i), lot.get(i).window())));
        }
        var purses = purses(expected, answers.subList(lot.size(), answers.size()));
        purses.putAll(unexpected(quoted, expected, at));
        return new LotAnswers(quoted, purses);
    }

    /** The purses of windows whose token the log could not tell. */
    private Map<AllowanceKey, Purse> unexpected(List<QuotedCharge> quoted, Set<AllowanceKey> expected, Head at) {
        var missing = new LinkedHashSet<AllowanceKey>();
        quoted.stream()
                .filter(item -> item.quote().reason() == Reason.NONE)
                .map(QuotedCharge::wallet)
                .filter(wallet -> !expected.contains(wallet))
                .forEach(missing::add);
        return purses(missing, at);
    }

    @Override
    public Map<AllowanceKey, Purse> purses(Collection<AllowanceKey> wallets, Head at) {
        var inOrder = List.copyOf(wallets);
        var calls = inOrder.stream()
                .flatMap(wallet -> purseCalls(wallet, at).stream())
                .toList();
        return purses(inOrder, rpc.batch(calls));
    }

    private List<RpcCall> purseCalls(AllowanceKey wallet, Head at) {
        return PurseCalls.of(wallet, permit2).inOrder().stream()
                .map(call -> ethCall(call, at))
                .toList();
    }

    private Map<AllowanceKey, Purse> purses(Collection<AllowanceKey> wallets, List<RpcAnswer> answers) {
        var purses = new HashMap<AllowanceKey, Purse>();
        var from = 0;
        for (var wallet : wallets) {
            purses.put(wallet, PurseCalls.of(wallet, permit2).answered(answers.subList(from, from + PurseCalls.COUNT)));
            from += PurseCalls.COUNT;
        }
        return purses;
    }

    @Override
    public List<Quote> quotes(List<SubscriptionKey> subscriptions, Head at) {
        var calls = subscriptions.stream().map(ModuleCalls::quoteExecution).toList();
        var answers = rpc.batch(calls.stream().map(call -> ethCall(call, at)).toList());
        var quotes = new ArrayList<Quote>(calls.size());
        for (var i = 0; i < calls.size(); i++) {
            quotes.add(quote(calls.get(i), answers.get(i), new WindowId(0)));
        }
        return quotes;
    }

    @Override
    public Optional<Address> processorOf(Address module, Head at) {
        return ask(ModuleCalls.processor(module), at);
    }

    @Override
    public Optional<SubscriptionId> subscriptionCount(Address module, Head at) {
        return ask(ModuleCalls.subscriptionCount(module), at);
    }

    @Override
    public Optional<List<Reason>> simulate(Address keeper, Call<List<Reason>> batch, long gasLimit) {
        return simulateEach(keeper, List.of(batch), gasLimit).getFirst();
    }

    @Override
    public List<Optional<List<Reason>>> simulateEach(Address keeper, List<Call<List<Reason>>> batches, long gasLimit) {
        var answers = rpc.batch(batches.stream()
                .map(batch -> RpcCall.of("eth_call", transaction(keeper, batch, gasLimit), "latest"))
                .toList());
        return IntStream.range(0, batches.size())
                .mapToObj(i -> meaning(batches.get(i), answers.get(i)))
                .toList();
    }

    private static Map<String, String> transaction(Address keeper, Call<?> call, long gasLimit) {
        return Map.of(
                "from", keeper.value(),
                "to", call.to().value(),
                "data", call.data(),
                "gas", Quantities.hex(gasLimit));
    }

    @Override
    public long nonce(Address account) {
        return Quantities.longNumber(rpc.call("eth_getTransactionCount", account.value(), "latest"));
    }

    @Override
    public long nonceOfAll(Address account) {
        return rpc.atTheTip(List.of(RpcCall.of("eth_getTransactionCount", account.value(), "latest"))).stream()
                .mapToLong(answers -> Quantities.longNumber(answers.getFirst().result()))
                .min()
                .orElseThrow(() -> new ChainUnreachable("No node tells a nonce"));
    }

    @Override
    public BigInteger balance(Address account) {
        return Quantities.number(rpc.call("eth_getBalance", account.value(), "latest"));
    }

    @Override
    public Broadcast broadcast(HexBytes signed) {
        return rpc.everywhere(List.of(RpcCall.of("eth_sendRawTransaction", signed.value()))).stream()
                .map(answers -> answers.getFirst() instanceof Refused refused
                        ? Broadcast.ofRefusal(refused.message())
                        : new Broadcast.Accepted())
                .min(Broadcast.BEST_FIRST)
                .orElseThrow();
    }

    @Override
    public BigInteger l1Fee(HexBytes unsigned) {
        return dataFees.of(unsigned);
    }

    @Override
    public Map<Address, Fees> fees(Address processor, Set<Address> modules, Head at) {
        var schedule = ProcessorCalls.feeSchedule(processor);
        var address =
                answered(schedule, rpc.batch(List.of(ethCall(schedule, at))).getFirst());
        var calls = modules.stream()
                .map(module -> FeeScheduleCalls.resolveFees(address, module))
                .toList();
        var answers = rpc.batch(calls.stream().map(call -> ethCall(call, at)).toList())
                .iterator();
        var told = calls.iterator();
        return modules.stream().collect(toMap(module -> module, _ -> answered(told.next(), answers.next())));
    }

    @Override
    public Map<BlockNumber, Block> blocks(Collection<BlockNumber> numbers) {
        return rpc
                .batch(numbers.stream()
                        .map(number -> RpcCall.of("eth_getBlockByNumber", Quantities.hex(number.value()), false))
                        .toList())
                .stream()
                .map(RpcAnswer::result)
                .filter(JsonNode::isObject)
                .map(Blocks::read)
                .collect(toMap(Block::number, block -> block, (block, _) -> block));
    }

    /** One whose block is not the one of its height any more stands in no block. */
    @Override
    public Map<TxHash, Receipt> receipts(Collection<TxHash> transactions) {
        var receipts = rpc
                .batch(transactions.stream()
                        .map(tx -> RpcCall.of("eth_getTransactionReceipt", tx.value()))
                        .toList())
                .stream()
                .map(RpcAnswer::result)
                .filter(JsonNode::isObject)
                .toList();
        var blocks = blocks(receipts.stream().map(Blocks::ofReceipt).collect(toSet()));
        var standing = new HashMap<TxHash, Receipt>();
        for (var receipt : receipts) {
            var block = blocks.get(Blocks.ofReceipt(receipt));
            if (block != null
                    && block.hash()
                            .value()
                            .equalsIgnoreCase(receipt.path("blockHash").asText())) {
                var read = ReceiptReader.read(receipt, block);
                standing.put(read.tx(), read);
            }
        }
        return standing;
    }

    @Override
    public TopUps topUps(Watched watched, BlockNumber before, BlockNumber from, BlockNumber to) {
        return TopUpLogs.read(rpc.batch(TopUpLogs.questions(watched, permit2, before, from, to)), permit2);
    }

    @Override
    public KnownContracts contracts(List<Address> processors, Head at) {
        var deployments = processors.stream()
                .map(processor -> new Deployment(processor, around(processor, ProcessorCalls.factory(processor), at)))
                .toList();
        var any = processors.getFirst();
        return KnownContracts.of(
                deployments,
                around(any, ProcessorCalls.tokenRegistry(any), at),
                around(any, ProcessorCalls.feeSchedule(any), at),
                permit2);
    }

    private Address around(Address processor, Call<Address> question, Head at) {
        return ask(question, at).orElseThrow(() -> new NoProcessor(processor));
    }

    @Override
    public List<RawLog> logs(Collection<Address> contracts, BlockNumber from, BlockNumber to) {
        var found = EventLogs.found(rpc.batch(EventLogs.questions(contracts, from, to)));
        return eventLogs.read(found, blocks(EventLogs.blocksOf(found)));
    }

    private <T> Optional<T> ask(Call<T> question, Head at) {
        return meaning(question, rpc.batch(List.of(ethCall(question, at))).getFirst());
    }

    private static RpcCall ethCall(Call<?> call, Head at) {
        return RpcCall.of(
                "eth_call",
                Map.of("to", call.to().value(), "data", call.data()),
                Quantities.hex(at.number().value()));
    }

    private static <T> T answered(Call<T> call, RpcAnswer answer) {
        return call.answer(answer.result().asText());
    }

    /** What a contract answers; empty if it reverts, is not there, or speaks another language: no reason to stop for the others. */
    static <T> Optional<T> meaning(Call<T> call, RpcAnswer answer) {
        var result = answer.unlessReverted();
        try {
            return result.map(call::answer);
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    /** A module that does not quote is not charged. */
    private static Quote quote(Call<Quote> call, RpcAnswer answer, WindowId window) {
        return meaning(call, answer).orElseGet(() -> noQuote(window));
    }

    private static Quote noQuote(WindowId window) {
        return new Quote(
                Reason.QUOTE_MISMATCH,
                Address.ZERO,
                Address.ZERO,
                Address.ZERO,
                TokenAmount.ZERO,
                new ChainTime(0),
                window);
    }
}
