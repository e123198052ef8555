package io.amser.indexer.running;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.chain.Chain;
import io.amser.indexer.chain.ChainView;
import io.amser.indexer.chain.RangeLogs;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.decoding.RawLog;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A chain that answers so many questions and then never again, so that the indexer that asks stands still as if it were killed. */
final class AbandonedChain implements Chain {
    private final Chain chain;
    private final AtomicInteger answersLeft;
    private final CountDownLatch never = new CountDownLatch(1);

    AbandonedChain(Chain chain, int answers) {
        this.chain = chain;
        this.answersLeft = new AtomicInteger(answers);
    }

    boolean isAbandoned() {
        return answersLeft.get() < 0;
    }

    private Chain answering() {
        if (answersLeft.decrementAndGet() < 0) {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("the test is over");
            }
        }
        return chain;
    }

    @Override
    public ChainView view() {
        return answering().view();
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
        return answering().header(number);
    }

    @Override
    public List<BlockHeader> headers(BlockRange range) {
        return answering().headers(range);
    }

    @Override
    public RangeLogs read(BlockRange range) {
        return answering().read(range);
    }

    @Override
    public List<RawLog> logs(BlockRange range) {
        return answering().logs(range);
    }

    @Override
    public List<RawLog> logs(BlockHeader block) {
        return answering().logs(block);
    }

    @Override
    public boolean vouches(RawLog log) {
        return chain.vouches(log);
    }
}
