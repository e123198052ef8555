package io.amser.indexer.rpc.health;

import io.amser.indexer.chain.ChainView;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import java.time.Instant;
import java.util.Optional;

/**
 * The end of the chain as a node showed it last.
 *
 * @param movedAt when its newest block last became another one
 * @param highest the highest block that it ever showed
 * @param vote its block at the height that all were asked about in the last round; empty if it has none there
 */
public record Sighting(ChainView view, Instant movedAt, BlockNumber highest, Optional<BlockHash> vote) {

    static Sighting first(ChainView view, Instant now) {
        return new Sighting(view, now, view.newest().number(), Optional.empty());
    }

    Sighting then(ChainView next, Instant now) {
        var moved = !next.newest().hash().equals(view.newest().hash());
        var number = next.newest().number();
        return new Sighting(next, moved ? now : movedAt, number.compareTo(highest) > 0 ? number : highest, vote);
    }

    Sighting voting(Optional<BlockHash> block) {
        return new Sighting(view, movedAt, highest, block);
    }

    public BlockNumber head() {
        return view.newest().number();
    }
}
