package io.amser.bench.reading;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.chain.Chain;
import io.amser.indexer.chain.ChainView;
import io.amser.indexer.chain.RangeLogs;
import io.amser.indexer.chain.RangeTooLarge;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.decoding.RawLog;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A chain that answers so many blocks in a question and no more, as providers do, so that the peer can ask for the same ranges. */
record CappedChain(Chain chain, int mostBlocks) implements Chain {

    @Override
    public RangeLogs read(BlockRange range) {
        if (range.size() > mostBlocks) {
            throw new RangeTooLarge("too many blocks", Optional.empty(), OptionalLong.of(mostBlocks));
        }
        return chain.read(range);
    }

    @Override
    public ChainView view() {
        return chain.view();
    }

    @Override
    public boolean confirms(BlockHeader block) {
        return chain.confirms(block);
    }

    @Override
    public List<BlockHeader> agreed(List<BlockHeader> branch, BlockHeader settled) {
        return chain.agreed(branch, settled);
    }

    @Override
    public Optional<BlockHeader> header(BlockNumber number) {
        return chain.header(number);
    }

    @Override
    public List<BlockHeader> headers(BlockRange range) {
        return chain.headers(range);
    }

    @Override
    public List<RawLog> logs(BlockRange range) {
        return chain.logs(range);
    }

    @Override
    public List<RawLog> logs(BlockHeader block) {
        return chain.logs(block);
    }

    @Override
    public boolean vouches(RawLog log) {
        return chain.vouches(log);
    }
}
