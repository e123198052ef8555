package io.amser.indexer.running;

import io.amser.eventlog.publishing.IndexerState;
import io.amser.eventlog.publishing.LogPublisher;
import io.amser.eventlog.publishing.PublishAborted;
import io.amser.eventlog.publishing.PublishInDoubt;
import io.amser.eventlog.publishing.PublishedHead;
import io.amser.eventlog.publishing.PublishedHeads;
import io.amser.eventlog.publishing.PublisherFenced;
import io.amser.eventlog.topic.Brokers;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.topic.Topics;
import io.amser.eventlog.topic.WrongTopic;
import io.amser.indexer.backfill.Backfill;
import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.Chain;
import io.amser.indexer.chain.ChainUnavailable;
import io.amser.indexer.chain.Patience;
import io.amser.indexer.follow.ChainFollower;
import io.amser.indexer.follow.IndexingStopped;
import io.amser.indexer.metrics.IndexerMetrics;
import io.amser.indexer.place.Place;
import io.amser.indexer.place.StateRecords;
import io.amser.indexer.place.Tail;
import io.amser.indexer.rpc.WrongChain;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.decoding.UndecodableLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** One indexer from its start to its end: takes the chain over, follows it, outlasts outages and gives way to a successor. */
public final class Indexer implements Runnable {
    private static final Logger LOG = Logger.getLogger(Indexer.class);
    private static final Duration LOOK_FOR_VACANCY = Duration.ofSeconds(1);

    private final IndexerSettings settings;
    private final Chain chain;
    private final InstantSource time;
    private final IndexerMetrics metrics;
    private final Bell bell = new Bell();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicReference<Condition> condition = new AtomicReference<>(new Condition.Starting());
    private int failures;
    private Instant lastAtWork;

    public Indexer(IndexerSettings settings, Chain chain, InstantSource time, IndexerMetrics metrics) {
        this.settings = settings;
        this.chain = chain;
        this.time = time;
        this.metrics = metrics;
        this.lastAtWork = time.instant();
        metrics.stoppedWhile(() -> condition.get() instanceof Condition.Stopped);
    }

    Condition condition() {
        return condition.get();
    }

    /** There seems to be a new block: the chain is looked at now and not only when its time has come. */
    public void wake() {
        bell.ring();
    }

    /** Asks the indexer to end at the next block. */
    public void stop() {
        stopping.countDown();
        bell.ring();
    }

    /**
     * Indexes until it is told to stop.
     *
     * @throws WrongChain if an endpoint serves another chain
     * @throws WrongTopic if the brokers or a topic are not what the log needs
     */
    @Override
    public void run() {
        try {
            prepare();
            while (isWanted()) {
                index();
            }
        } catch (IndexingStopped | UndecodableLog e) {
            LOG.error("Indexing has stopped, somebody has to look", e);
            condition.set(new Condition.Stopped(String.valueOf(e.getMessage())));
        } catch (CancellationException e) {
            LOG.debug("Indexing was interrupted", e);
        }
    }

    /** Topics are made and the chain is reached before anyone else is shut out. */
    private void prepare() {
        while (isWanted()) {
            try (var admin = Admin.create(settings.kafka())) {
                Brokers.requireTransactionsVersion2(admin);
                new Topics(admin)
                        .ensure(
                                settings.topicSize(),
                                List.of(Topic.CHAIN_EVENTS, Topic.CHAIN_HEADS, Topic.INDEXER_STATE));
                chain.view();
                return;
            } catch (ChainUnavailable | KafkaException e) {
                await(e);
            }
        }
    }

    /** Takes the chain and follows it until something makes us let go of it. */
    private void index() {
        try (var publisher = LogPublisher.open(settings.kafka(), settings.chain(), time)) {
            follow(follower(publisher));
        } catch (PublisherFenced e) {
            LOG.info("Another indexer has taken the chain over");
            standBy();
        } catch (PublishInDoubt | KafkaException | ChainUnavailable e) {
            await(e);
            if (lastAtWork.plus(settings.takeOverAfter()).isBefore(time.instant())) {
                standBy();
            }
        }
    }

    private ChainFollower follower(LogPublisher publisher) {
        var place = place();
        LOG.infof(
                "Indexing chain %s from block %s on",
                settings.chain(), place.tail().tip().number());
        var patience = new Patience(this::tellOutage);
        return new ChainFollower(
                chain,
                transaction -> {
                    requireWanted();
                    publisher.publish(transaction);
                    atWork();
                },
                new Backfill(chain, settings.backfill(), patience, time, metrics::asksForBlocks),
                place,
                settings.repeatHeadEvery(),
                time,
                metrics);
    }

    private Place place() {
        var state = IndexerState.read(settings.kafka(), settings.chain());
        return StateRecords.read(state, settings.chain(), settings.configured()).orElseGet(this::beginning);
    }

    /** Before the first block of ours; no log can stand in block 0. */
    private Place beginning() {
        var before = new BlockNumber(Math.max(0, settings.startBlock().value() - 1));
        BlockHeader anchor = chain.header(before)
                .orElseThrow(() -> new ChainUnavailable("The chain has not come to amser.chain.start-block yet"));
        if (!chain.confirms(anchor)) {
            throw new ChainUnavailable("The nodes do not agree about block " + before + ", where indexing begins");
        }
        return new Place(settings.chain(), Tail.endingAt(anchor), settings.configured());
    }

    private void follow(ChainFollower follower) {
        var pause = Pause.of(settings.pollInterval());
        while (isWanted()) {
            try {
                var moved = follower.advance();
                atWork();
                if (moved) {
                    pause = Pause.of(settings.pollInterval());
                } else {
                    pause = isWoken(pause) ? pause.afterHint() : pause.inVain();
                }
            } catch (ChainUnavailable | PublishAborted e) {
                await(e);
            }
        }
    }

    /** Waits until the active indexer has been silent for too long and we reach the chain ourselves. */
    private void standBy() {
        condition.set(new Condition.Standby());
        metrics.standsBy();
        var since = time.instant();
        while (isWanted()) {
            try {
                if (isVacant(since)) {
                    chain.view();
                    LOG.info("The active indexer is silent: taking the chain over");
                    return;
                }
                pause(LOOK_FOR_VACANCY);
            } catch (ChainUnavailable | KafkaException e) {
                await(e);
                condition.set(new Condition.Standby());
            }
        }
    }

    /** Whoever has just taken the chain over has not written yet: two that do not wait for it would fence each other for ever. */
    private boolean isVacant(Instant since) {
        var lastSign = PublishedHeads.newest(settings.kafka(), settings.chain())
                .map(PublishedHead::writtenAt)
                .filter(since::isBefore)
                .orElse(since);
        return lastSign.plus(settings.takeOverAfter()).isBefore(time.instant());
    }

    private void atWork() {
        failures = 0;
        lastAtWork = time.instant();
        condition.set(new Condition.Indexing());
    }

    private void await(RuntimeException outage) {
        tellOutage(outage);
        failures++;
        pause(Patience.delay(failures));
    }

    private void tellOutage(RuntimeException outage) {
        LOG.warn(outage.getMessage());
        LOG.debug("The outage in full", outage);
        condition.set(new Condition.Outage(String.valueOf(outage.getMessage())));
    }

    private boolean isWanted() {
        return stopping.getCount() > 0;
    }

    private void requireWanted() {
        if (!isWanted()) {
            throw new CancellationException("Told to stop between two transactions");
        }
    }

    private boolean isWoken(Pause pause) {
        try {
            return bell.await(pause.length());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while waiting for a block");
        }
    }

    private void pause(Duration duration) {
        try {
            var stopped = stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS);
            LOG.tracef("Waited, stopped: %s", stopped);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while waiting");
        }
    }
}
