package io.amser.keeper.source;

import static java.util.stream.Collectors.toMap;

import io.amser.keeper.chain.Block;
import io.amser.keeper.chain.ChainLogs;
import io.amser.keeper.chain.ChainUnreachable;
import io.amser.keeper.chain.Head;
import io.amser.keeper.concern.Concern;
import io.amser.keeper.concern.Concern.Kind;
import io.amser.keeper.concern.Concerns;
import io.amser.keeper.concern.Concerns.Teller;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.decoding.Decoded;
import io.amser.protocol.decoding.EventDecoder;
import io.amser.protocol.decoding.KnownContracts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Follows the events of the chain itself, range by range, and takes back what a reorganisation has removed. */
public final class ChainSource implements DueSource {

    private static final Logger LOG = Logger.getLogger(ChainSource.class);
    /** Far behind, what is due already is charged between such stretches. */
    private static final int RANGES_AT_A_TIME = 20;

    private static final long NOWHERE = -1;
    /** Ranges are made as long as gives about so many events, because all of a range are in memory at once. */
    private static final int EVENTS_PER_RANGE = 2_000;

    private static final long FIRST_RANGE = 16;

    private final ChainLogs chain;
    private final FollowedEvents followed;
    private final List<Address> processors;
    private final SourceConfig config;
    private final Concerns concerns;
    private long range;
    /** The newest place that was final when the chain was seen to go on from it. */
    private long settled;

    private @Nullable KnownContracts known;

    public ChainSource(
            ChainLogs chain,
            FollowedEvents followed,
            List<Address> processors,
            SourceConfig config,
            Concerns concerns) {
        this.chain = chain;
        this.followed = followed;
        this.processors = processors;
        this.config = config;
        this.concerns = concerns;
        this.range = Math.min(FIRST_RANGE, config.blocksPerRange());
    }

    /** While no node shows the events, what is known to be due is charged all the same. */
    @Override
    public void refresh(Head head) {
        try {
            follow(head);
            concerns.tell(Teller.SOURCE, List.of());
        } catch (ChainUnreachable | SourceSilent e) {
            concerns.tell(
                    Teller.SOURCE,
                    List.of(Concern.of(
                            Kind.SOURCE_SILENT,
                            "the chain's events cannot be followed, and only what is known to be due is charged: "
                                    + e.getMessage())));
        }
    }

    private void follow(Head head) {
        var place = standing(head);
        for (var i = 0; i < RANGES_AT_A_TIME && place < head.number().value(); i++) {
            place = follow(place, head);
        }
    }

    /** The place from which to go on, after what has gone is taken back. */
    private long standing(Head head) {
        var places = followed.places().await().indefinitely();
        if (places.isEmpty()) {
            return NOWHERE;
        }
        var newest = places.getFirst().number();
        if (stands(places.getFirst())) {
            settle(places, head);
            return newest.value();
        }
        var hashes = hashes(places);
        if (places.stream().noneMatch(place -> isContradicted(place, hashes))) {
            return waitingAt(newest, head);
        }
        return takeBack(newest, common(places, hashes));
    }

    private void settle(List<FollowedBlock> places, Head head) {
        places.stream()
                .map(place -> place.number().value())
                .filter(number -> number <= head.finalized().value())
                .findFirst()
                .ifPresent(number -> settled = Math.max(settled, number));
    }

    /** A node that lags, or does not answer for a block, is no reorganisation: where one has made the chain shorter, others will follow. */
    private static long waitingAt(BlockNumber newest, Head head) {
        if (newest.value() <= head.number().value()) {
            throw new ChainUnreachable("The node does not have block %s".formatted(newest));
        }
        return newest.value();
    }

    /** No reorganisation goes below what is final. */
    private long takeBack(BlockNumber newest, Optional<BlockNumber> common) {
        var kept = common.map(BlockNumber::value)
                .filter(number -> number >= settled)
                .orElseThrow(
                        () -> new SourceSilent(
                                "a node contradicts what was final, so nothing is taken back: see whether the nodes of amser.chain.rpc-urls serve the right chain"));
        LOG.warnf("The chain has changed its mind: taking back what stood above block %d", kept);
        known = null;
        followed.retract(newest.value(), kept).await().indefinitely();
        return kept;
    }

    private boolean stands(FollowedBlock place) {
        return common(List.of(place), hashes(List.of(place))).isPresent();
    }

    private Map<BlockNumber, BlockHash> hashes(List<FollowedBlock> places) {
        return chain.blocks(places.stream().map(FollowedBlock::number).toList()).values().stream()
                .collect(toMap(Block::number, Block::hash));
    }

    private static boolean isContradicted(FollowedBlock place, Map<BlockNumber, BlockHash> hashes) {
        return hashes.containsKey(place.number()) && !place.hash().equals(hashes.get(place.number()));
    }

    private static Optional<BlockNumber> common(List<FollowedBlock> newestFirst, Map<BlockNumber, BlockHash> hashes) {
        return newestFirst.stream()
                .filter(place -> place.hash().equals(hashes.get(place.number())))
                .map(FollowedBlock::number)
                .findFirst();
    }

    /** One range, whole or not at all; returns the place behind it. */
    private long follow(long place, Head head) {
        var from = place == NOWHERE ? config.startBlock() : place + 1;
        var last = from <= head.finalized().value() ? head.finalized() : head.number();
        var to = new BlockNumber(Math.min(Math.max(from, 0) + range - 1, last.value()));
        if (from > to.value()) {
            return head.number().value();
        }
        try {
            var end = block(to);
            var read = read(new BlockNumber(from), to, contracts(head));
            if (!block(to).equals(end)) {
                throw new ChainUnreachable("The chain changed its mind while its events were read");
            }
            var reached = new FollowedBlock(to, end.hash());
            known = followed.apply(place, read.events(), reached).await().indefinitely() ? read.known() : null;
            fit(read.events().size());
            return to.value();
        } catch (ChainUnreachable e) {
            range = Math.max(1, range / 2);
            throw e;
        }
    }

    private void fit(int events) {
        if (events > EVENTS_PER_RANGE) {
            range = Math.max(1, range / 2);
        } else if (events < EVENTS_PER_RANGE / 4) {
            range = Math.min(config.blocksPerRange(), range * 2);
        }
    }

    private KnownContracts contracts(Head head) {
        var remembered = known;
        return remembered != null
                ? remembered
                : chain.contracts(processors, head)
                        .with(followed.modules().await().indefinitely());
    }

    /** A module that was deployed in the range has told of itself in the range too. */
    private Decoded read(BlockNumber from, BlockNumber to, KnownContracts contracts) {
        var decoded = new Decoded(List.of(), contracts);
        KnownContracts asked;
        do {
            asked = decoded.known();
            decoded = EventDecoder.decode(chain.logs(addresses(asked), from, to), asked);
        } while (decoded.known().modules().size() > asked.modules().size());
        return decoded;
    }

    private static Set<Address> addresses(KnownContracts contracts) {
        var addresses = new HashSet<>(contracts.configured());
        contracts.modules().forEach(module -> addresses.add(module.module()));
        return addresses;
    }

    private Block block(BlockNumber number) {
        return Optional.ofNullable(chain.blocks(List.of(number)).get(number))
                .orElseThrow(() -> new ChainUnreachable("The node does not have block %s".formatted(number)));
    }
}
