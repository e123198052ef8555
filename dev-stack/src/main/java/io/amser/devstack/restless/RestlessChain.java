package io.amser.devstack.restless;

import io.amser.devstack.wallet.LocalRpc;
import io.amser.devstack.wallet.LocalRpc.Question;
import io.amser.protocol.BlockHash;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;

/**
 * A local chain on which blocks are made and unmade by nobody but us; it never goes back behind what it has once called final.
 *
 * <p>Each block that came or went is kept in {@link BlockLives}. Not for several threads.
 */
public final class RestlessChain implements AutoCloseable {

    /** Far above what one transaction of ours needs, so that none has to be estimated on a state that another one changes. */
    private static final String GAS = "0x100000";

    private static final String ROOM_FOR_ALL = "0x174876e800";
    private static final int HASHES_AT_A_TIME = 200;

    private final LocalRpc rpc;
    private final Random random;
    private final InstantSource time;
    private final BlockLives lives = new BlockLives();
    private final List<BlockHash> blocks = new ArrayList<>();
    private long settled;
    private Optional<Branch> removed = Optional.empty();

    /** Blocks that have been removed, and the one on which the first of them stood. */
    private record Branch(BlockHash parent, List<Made> blocks) {}

    /** Takes over a chain; from now on a transaction waits until we make a block. */
    public RestlessChain(URI node, Random random, InstantSource time) {
        this.rpc = new LocalRpc(node);
        this.random = random;
        this.time = time;
        rpc.ask("evm_setAutomine", false);
        rpc.ask("evm_setBlockGasLimit", ROOM_FOR_ALL);
        grow();
    }

    public BlockLives lives() {
        return lives;
    }

    /** The height of the newest block. */
    public long head() {
        return blocks.size() - 1L;
    }

    public BlockHash newest() {
        return blocks.getLast();
    }

    /** So many of the newest blocks may still change. */
    public long unsettled() {
        return head() - settled;
    }

    /** A block with these transactions in this order; what reverts stands in it and says nothing. */
    public void block(List<Sending> sendings) {
        sendings.forEach(sending -> rpc.ask(
                "eth_sendTransaction",
                Map.of(
                        "from", sending.from().value(),
                        "to", sending.call().to().value(),
                        "data", sending.call().data(),
                        "gas", GAS)));
        rpc.ask("evm_mine");
        grow();
    }

    /** Empty blocks. */
    public void mine(int count) {
        rpc.ask("anvil_mine", "0x" + Integer.toHexString(count));
        grow();
    }

    /** From the next block on, a unit of gas costs so much, in wei, and less with every block that is not full. */
    public void baseFee(BigInteger wei) {
        rpc.ask("anvil_setNextBlockBaseFeePerGas", Numeric.encodeQuantity(wei));
    }

    /**
     * The node forgets some of the transactions that wait for a block.
     *
     * @param share how probable it is for each of them
     * @return how many it forgot
     */
    public int evict(double share) {
        // What waits differs from run to run; all that is drawn later must not.
        var draw = new Random(random.nextLong());
        var victims = waiting().stream().filter(_ -> draw.nextDouble() < share).toList();
        rpc.askAll(victims.stream()
                .map(hash -> new Question("anvil_dropTransaction", List.of(hash)))
                .toList());
        return victims.size();
    }

    /** The hashes of all transactions that no block has taken yet. */
    private List<String> waiting() {
        var hashes = new ArrayList<String>();
        for (var part : rpc.ask("txpool_content")) {
            for (var ofAccount : part) {
                ofAccount.forEach(
                        transaction -> hashes.add(transaction.path("hash").asString()));
            }
        }
        return hashes;
    }

    /** The next block comes so much later. */
    public void pass(Duration duration) {
        rpc.ask("evm_increaseTime", duration.toSeconds());
    }

    /**
     * Other blocks take the places of the newest ones, or of all that are not final if those are fewer.
     *
     * @param kept the share of the removed transactions, from the oldest on, that stand in the new blocks, not all in the same places
     * @return how many blocks were replaced
     */
    public int reorganise(int depth, double kept) {
        int possible = (int) Math.min(depth, unsettled());
        if (possible == 0) {
            return 0;
        }
        var branch = top(possible);
        var transactions =
                branch.stream().flatMap(block -> block.transactions().stream()).toList();
        var again = transactions.subList(0, (int) Math.round(transactions.size() * kept));
        forget(branch);
        rpc.ask("anvil_reorg", possible, places(again, possible));
        grow();
        return possible;
    }

    /** In the order in which they were, each in some block. */
    private List<List<Object>> places(List<String> transactions, int depth) {
        var blocks = random.ints(transactions.size(), 0, depth).sorted().toArray();
        var places = new ArrayList<List<Object>>();
        for (int index = 0; index < blocks.length; index++) {
            places.add(List.of(transactions.get(index), blocks[index]));
        }
        return places;
    }

    /** The newest blocks are gone and nothing stands in their places. */
    public int shrink(int depth) {
        int possible = (int) Math.min(depth, unsettled());
        if (possible > 0) {
            forget(top(possible));
            rollBack(possible);
        }
        return possible;
    }

    /**
     * The blocks that were removed last come back, with the same hashes, in place of whatever stands there now.
     *
     * @return how many blocks gave way; empty if that branch can no longer come back
     */
    public Optional<Integer> bringBack() {
        var branch = removed.filter(
                it -> blocks.subList((int) settled, blocks.size()).contains(it.parent()));
        if (branch.isEmpty()) {
            return Optional.empty();
        }
        int depth = blocks.size() - 1 - blocks.indexOf(branch.get().parent());
        forget(top(depth));
        rollBack(depth);
        branch.get().blocks().forEach(this::makeAgain);
        grow();
        return Optional.of(depth);
    }

    private void makeAgain(Made block) {
        rpc.ask("evm_setNextBlockTimestamp", block.timestamp());
        rpc.ask("anvil_setNextBlockBaseFeePerGas", block.baseFee());
        block.transactions().forEach(raw -> rpc.ask("eth_sendRawTransaction", raw));
        rpc.ask("evm_mine");
    }

    private void rollBack(int depth) {
        if (depth > 0) {
            rpc.ask("anvil_rollback", depth);
        }
        rpc.ask("anvil_dropAllTransactions");
    }

    /** The newest blocks with all that is in them, in order. */
    private List<Made> top(int count) {
        var headers = headers(head() - count + 1, head());
        return headers.stream().map(this::made).toList();
    }

    private Made made(JsonNode header) {
        var questions = new ArrayList<Question>();
        header.path("transactions")
                .forEach(hash -> questions.add(new Question("eth_getRawTransactionByHash", List.of(hash.asString()))));
        return new Made(
                new BlockHash(header.path("hash").asString()),
                header.path("timestamp").asString(),
                header.path("baseFeePerGas").asString(),
                rpc.askAll(questions).stream().map(JsonNode::asString).toList());
    }

    /** Notes, before it happens, that the newest blocks will be gone. */
    private void forget(List<Made> branch) {
        var now = time.instant();
        branch.forEach(block -> lives.went(block.hash(), now));
        blocks.subList(blocks.size() - branch.size(), blocks.size()).clear();
        if (!branch.isEmpty()) {
            removed = Optional.of(new Branch(newest(), branch));
        }
    }

    /** Notes what has come. */
    private void grow() {
        for (long from = blocks.size(); from <= height("latest"); from = blocks.size()) {
            for (var header : headers(from, Math.min(height("latest"), from + HASHES_AT_A_TIME - 1))) {
                var hash = new BlockHash(header.path("hash").asString());
                blocks.add(hash);
                lives.came(hash);
            }
        }
        settled = Math.max(settled, height("finalized"));
    }

    private List<JsonNode> headers(long first, long last) {
        return rpc.askAll(LongStream.rangeClosed(first, last)
                .mapToObj(
                        number -> new Question("eth_getBlockByNumber", List.of("0x" + Long.toHexString(number), false)))
                .toList());
    }

    private long height(String tag) {
        var number = rpc.ask("eth_getBlockByNumber", tag, false).path("number").asString();
        return Numeric.decodeQuantity(number).longValueExact();
    }

    /** Another node, still empty, takes over all blocks of this one, and goes on from there by itself; it cannot go back. */
    public RestlessChain fork(URI empty) {
        var fork = new RestlessChain(empty, random, time);
        fork.rpc.ask("anvil_loadState", rpc.ask("anvil_dumpState", false).asString());
        fork.blocks.clear();
        fork.grow();
        return fork;
    }

    @Override
    public void close() {
        rpc.close();
    }
}
