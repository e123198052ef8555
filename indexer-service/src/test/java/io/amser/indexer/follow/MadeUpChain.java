package io.amser.indexer.follow;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.chain.Chain;
import io.amser.indexer.chain.ChainUnavailable;
import io.amser.indexer.chain.ChainView;
import io.amser.indexer.chain.Finality;
import io.amser.indexer.chain.Headers;
import io.amser.indexer.chain.RangeLogs;
import io.amser.indexer.chain.RangeTooLarge;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.TxHash;
import io.amser.protocol.decoding.Deployment;
import io.amser.protocol.decoding.EventDecoder;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.decoding.RawLog;
import io.amser.protocol.event.ChainEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.web3j.crypto.Hash;

/** A chain in memory whose newest blocks change as a test wants; modules, their events and look-alikes stand in its blocks. */
final class MadeUpChain implements Chain {
    static final ChainId ID = new ChainId(5);
    private static final Address PROCESSOR = address(1);
    private static final Address FACTORY = address(2);
    static final KnownContracts CONFIGURED =
            KnownContracts.of(List.of(new Deployment(PROCESSOR, FACTORY)), address(3), address(4), address(5));
    private static final long FIRST_MODULE = 100;
    private static final long STRANGER = 9_000;
    private static final String MODULE_DEPLOYED = topic("ModuleDeployed(address,uint256,address)");
    private static final String BLOCKED = topic("SubscriberBlocked(address)");

    private final Random random;
    private final int finalDepth;
    private final int mostBlocks;
    private final List<BlockHeader> canonical = new ArrayList<>();
    private final Map<BlockHeader, List<RawLog>> logs = new HashMap<>();
    private final Map<BlockHash, Integer> deployedUntil = new HashMap<>();
    private long finalized;
    private int branch;
    private boolean away;
    private boolean isContested;
    private boolean isWithoutLogs;

    MadeUpChain(long seed, int finalDepth) {
        this.random = new Random(seed);
        this.finalDepth = finalDepth;
        this.mostBlocks = 1 + random.nextInt(12);
        canonical.add(Headers.header(0, 0));
        logs.put(canonical.getFirst(), List.of());
    }

    static Address address(long number) {
        return new Address("0x%040x".formatted(number));
    }

    private static String topic(String signature) {
        return Hash.sha3String(signature);
    }

    private static String word(long value) {
        return "0x%064x".formatted(value);
    }

    void mine(int blocks) {
        for (var i = 0; i < blocks; i++) {
            var parent = canonical.getLast();
            var number = parent.number().value() + 1;
            var header = new BlockHeader(
                    new BlockNumber(number),
                    Headers.hash(number, branch),
                    parent.hash(),
                    Headers.header(number, branch).timestamp());
            canonical.add(header);
            logs.put(header, logsOf(header));
            finalized = Math.max(finalized, number - finalDepth);
        }
    }

    /** Replaces the newest blocks that are not final by others, fewer or more. */
    void reorganise(int depth, int newBlocks) {
        var possible = (int) Math.min(depth, newest().number().value() - finalized);
        branch++;
        canonical.subList(canonical.size() - possible, canonical.size()).clear();
        mine(Math.max(1, newBlocks));
    }

    /** Whether the node answers. */
    void away(boolean isAway) {
        away = isAway;
    }

    /** Whether the nodes disagree about the newest blocks. */
    void contested(boolean disagree) {
        isContested = disagree;
    }

    /** Whether blocks are shown, but not what is in them. */
    void withoutLogs(boolean without) {
        isWithoutLogs = without;
    }

    boolean has(BlockHeader block) {
        return canonical.contains(block);
    }

    private List<RawLog> logsOf(BlockHeader block) {
        var made = new ArrayList<RawLog>();
        var deployed = deployedSoFar(block.parent());
        for (var i = random.nextInt(4); i > 0; i--) {
            if (random.nextInt(4) == 0) {
                made.add(deployment(block, made.size(), FACTORY, FIRST_MODULE + deployed));
                deployed++;
            } else if (random.nextInt(4) == 0) {
                made.add(deployment(block, made.size(), address(66), STRANGER));
            } else if (deployed == 0 || random.nextInt(4) == 0) {
                made.add(blocked(block, made.size(), STRANGER));
            } else {
                made.add(blocked(block, made.size(), FIRST_MODULE + random.nextInt(deployed)));
            }
        }
        deployedUntil.put(block.hash(), deployed);
        return made;
    }

    /** A module is deployed once in a branch; its address is the same in every branch. */
    private int deployedSoFar(BlockHash block) {
        return deployedUntil.getOrDefault(block, 0);
    }

    private static RawLog deployment(BlockHeader block, int index, Address factory, long module) {
        return log(block, index, factory, List.of(MODULE_DEPLOYED, word(7), word(0)), word(module));
    }

    private RawLog blocked(BlockHeader block, int index, long module) {
        return log(block, index, address(module), List.of(BLOCKED, word(random.nextInt(1_000))), "0x");
    }

    private static RawLog log(BlockHeader block, int index, Address contract, List<String> topics, String data) {
        var tx = new TxHash("0x%064x".formatted(index));
        return new RawLog(ID, block.number(), block.hash(), block.timestamp(), tx, index, contract, topics, data);
    }

    /** What a consumer must have in the end. */
    List<ChainEvent> events() {
        return EventDecoder.decode(
                        canonical.stream()
                                .flatMap(header -> logs.get(header).stream())
                                .toList(),
                        CONFIGURED)
                .events();
    }

    BlockHeader newest() {
        return canonical.getLast();
    }

    private void answer() {
        if (away) {
            throw new ChainUnavailable("The made-up chain is away");
        }
    }

    @Override
    public ChainView view() {
        answer();
        var settled = new BlockNumber(finalized);
        return new ChainView(newest(), new Finality(settled, settled));
    }

    @Override
    public boolean confirms(BlockHeader block) {
        answer();
        return !isContested && canonical.contains(block);
    }

    @Override
    public List<BlockHeader> agreed(List<BlockHeader> blocks, BlockHeader settled) {
        answer();
        return isContested ? List.of() : blocks.subList(0, 1 + random.nextInt(blocks.size()));
    }

    @Override
    public Optional<BlockHeader> header(BlockNumber number) {
        answer();
        return number.value() < canonical.size() ? Optional.of(canonical.get((int) number.value())) : Optional.empty();
    }

    @Override
    public List<BlockHeader> headers(BlockRange range) {
        return range.numbers().map(this::header).flatMap(Optional::stream).toList();
    }

    @Override
    public RangeLogs read(BlockRange range) {
        if (range.size() > mostBlocks) {
            throw new RangeTooLarge("too many blocks", Optional.empty(), OptionalLong.empty());
        }
        return new RangeLogs(header(range.last()).orElseThrow(), logs(range), "made up");
    }

    @Override
    public List<RawLog> logs(BlockRange range) {
        return headers(range).stream()
                .flatMap(header -> logs.get(header).stream())
                .toList();
    }

    @Override
    public List<RawLog> logs(BlockHeader block) {
        answer();
        if (isWithoutLogs) {
            throw new ChainUnavailable("The logs of the made-up chain are away");
        }
        return logs.get(block);
    }

    @Override
    public boolean vouches(RawLog log) {
        return true;
    }
}
