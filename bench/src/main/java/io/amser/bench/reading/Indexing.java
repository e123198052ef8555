package io.amser.bench.reading;

import io.amser.bench.history.HistoricChain;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.KafkaServer;
import io.amser.eventlog.publishing.LogPublisher;
import io.amser.eventlog.publishing.LogTransaction;
import io.amser.indexer.backfill.Backfill;
import io.amser.indexer.backfill.BackfillSettings;
import io.amser.indexer.chain.Patience;
import io.amser.indexer.follow.ChainFollower;
import io.amser.indexer.metrics.IndexerMetrics;
import io.amser.indexer.metrics.RpcMetrics;
import io.amser.indexer.place.Place;
import io.amser.indexer.place.Tail;
import io.amser.indexer.rpc.FinalityRule;
import io.amser.indexer.rpc.JsonRpcChain;
import io.amser.indexer.rpc.LogFilters;
import io.amser.indexer.rpc.RpcSettings;
import io.amser.indexer.rpc.health.Comparison;
import io.amser.protocol.ChainId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** The indexer as it starts on an empty log: its own parts, put together as its service does. */
public final class Indexing implements AutoCloseable {

    public static final ChainId CHAIN = new ChainId(ChainServer.CHAIN_ID);

    /** As many as the indexer takes if it is not told otherwise. */
    private static final int EVENTS_PER_TRANSACTION = 5_000;

    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final JsonRpcChain chain;
    private final LogPublisher publisher;
    private final ChainFollower follower;
    private LongConsumer published = _ -> {};
    private long events;

    public Indexing(HistoricChain history, URI rpc, KafkaServer kafka, Reading reading) {
        var time = InstantSource.system();
        var contracts = history.contracts();
        this.chain = new JsonRpcChain(
                new RpcSettings(CHAIN, List.of(rpc), PATIENCE, new FinalityRule(2, 4), PATIENCE, new Comparison(5, 60)),
                new LogFilters(contracts.permit2(), List.of(contracts.processor())),
                time,
                new RpcMetrics(new SimpleMeterRegistry()));
        this.publisher = LogPublisher.open(Map.of("bootstrap.servers", kafka.bootstrapServers()), CHAIN, time);
        var beginning = chain.header(contracts.startBlock()).orElseThrow();
        this.follower = new ChainFollower(
                chain,
                this::publish,
                new Backfill(
                        new CappedChain(chain, reading.blocksPerRange()),
                        new BackfillSettings(
                                reading.blocksPerRange(),
                                reading.inFlight(),
                                EVENTS_PER_TRANSACTION,
                                LONGEST_TRANSACTION),
                        new Patience(failure -> {
                            throw failure;
                        }),
                        time,
                        _ -> {}),
                new Place(CHAIN, Tail.endingAt(beginning), contracts.known()),
                PATIENCE,
                time,
                new IndexerMetrics(new SimpleMeterRegistry(), time));
    }

    private void publish(LogTransaction transaction) {
        publisher.publish(transaction);
        events += transaction.events().size();
        published.accept(events);
    }

    /** Publishes all that the chain has and answers how many events that are. */
    public long run() {
        return run(_ -> {});
    }

    /** As {@link #run()}; {@code listener} hears after each transaction how many events are in the log. */
    public long run(LongConsumer listener) {
        published = listener;
        while (follower.advance()) {
            // Each advance publishes what it found.
        }
        return events;
    }

    /** For each partition the offset after its last event. */
    public List<Long> ends() {
        return publisher.newestHead().orElseThrow().endOffsets();
    }

    @Override
    public void close() {
        publisher.close();
        chain.close();
    }
}
