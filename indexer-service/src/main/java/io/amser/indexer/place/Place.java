package io.amser.indexer.place;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.Finality;
import io.amser.protocol.ChainId;
import io.amser.protocol.decoding.KnownContracts;
import java.util.List;

/** Everything the indexer has to remember: where it stands on the chain, and which contracts it knows there. */
public record Place(ChainId chain, Tail tail, KnownContracts known) {

    /** This place with an empty tail that ends at {@code end}. */
    public Place movedTo(BlockHeader end, KnownContracts knownThen) {
        return new Place(chain, Tail.endingAt(end), knownThen);
    }

    public Place with(IndexedBlock block) {
        return new Place(chain, tail.with(block), known.with(block.deployments()));
    }

    public Place with(List<IndexedBlock> branch) {
        var place = this;
        for (var block : branch) {
            place = place.with(block);
        }
        return place;
    }

    /** The place before the blocks after {@code ancestor}; the modules that they deployed are unknown again. */
    public Place backTo(BlockHeader ancestor) {
        var left = known;
        for (var block : tail.after(ancestor)) {
            for (var module : block.deployments()) {
                left = left.without(module);
            }
        }
        return new Place(chain, tail.upTo(ancestor), left);
    }

    public Place settled(Finality finality) {
        return new Place(chain, tail.finalizedUpTo(finality.finalized()), known);
    }
}
