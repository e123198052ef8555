package io.amser.indexer.running;

import io.amser.eventlog.LogConfig;
import io.amser.eventlog.topic.TopicSize;
import io.amser.indexer.backfill.BackfillSettings;
import io.amser.indexer.chain.Chain;
import io.amser.indexer.metrics.IndexerMetrics;
import io.amser.indexer.metrics.RpcMetrics;
import io.amser.indexer.rpc.FinalityRule;
import io.amser.indexer.rpc.JsonRpcChain;
import io.amser.indexer.rpc.LogFilters;
import io.amser.indexer.rpc.NewHeads;
import io.amser.indexer.rpc.RpcSettings;
import io.amser.indexer.rpc.SteadyTime;
import io.amser.indexer.rpc.health.Comparison;
import io.amser.indexer.verify.Verification;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.decoding.Deployment;
import io.amser.protocol.decoding.KnownContracts;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes the parts of the indexer from its configuration. */
final class IndexerWiring {
    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(5);

    @Produces
    @Singleton
    IndexerMetrics metrics(MeterRegistry registry, InstantSource time) {
        return new IndexerMetrics(registry, time);
    }

    @Produces
    @Singleton
    RpcMetrics rpcMetrics(MeterRegistry registry) {
        return new RpcMetrics(registry);
    }

    @Produces
    @Singleton
    Chain chain(ChainConfig chain, ContractsConfig contracts, InstantSource time, RpcMetrics metrics) {
        return new JsonRpcChain(
                rpc(chain),
                new LogFilters(contracts.permit2(), contracts.processors()),
                new SteadyTime(time.instant()),
                metrics);
    }

    private static RpcSettings rpc(ChainConfig chain) {
        var roundsToGiveUp = chain.trustOneNodeAfter().dividedBy(chain.compareNodesEvery());
        return new RpcSettings(
                new ChainId(chain.id()),
                chain.rpcUrls(),
                chain.rpcTimeout(),
                new FinalityRule(chain.safeDepth(), chain.finalDepth()),
                chain.compareNodesEvery(),
                new Comparison(
                        chain.blocksTolerated(), Math.toIntExact(Math.clamp(roundsToGiveUp, 1, Integer.MAX_VALUE))));
    }

    void close(@Disposes Chain chain) {
        if (chain instanceof JsonRpcChain connected) {
            connected.close();
        }
    }

    @Produces
    @Singleton
    IndexerSettings settings(
            ChainConfig chain,
            ContractsConfig contracts,
            IndexingConfig indexing,
            LogConfig log,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        return new IndexerSettings(
                new ChainId(chain.id()),
                new BlockNumber(chain.startBlock()),
                configured(contracts),
                kafka,
                new TopicSize(log.partitions(), log.replicas()),
                new BackfillSettings(
                        indexing.blocksPerRange(),
                        indexing.rangesInFlight(),
                        indexing.eventsPerTransaction(),
                        LONGEST_TRANSACTION),
                indexing.pollInterval(),
                indexing.repeatHeadEvery(),
                indexing.takeOverAfter());
    }

    private static KnownContracts configured(ContractsConfig contracts) {
        var deployments = IntStream.range(0, contracts.processors().size())
                .mapToObj(i -> new Deployment(
                        contracts.processors().get(i), contracts.factory().get(i)))
                .toList();
        return KnownContracts.of(deployments, contracts.tokenRegistry(), contracts.feeSchedule(), contracts.permit2());
    }

    @Produces
    @Singleton
    Verification verification(IndexerSettings settings, Chain chain) {
        return new Verification(
                chain,
                settings.chain(),
                settings.configured(),
                settings.kafka(),
                settings.backfill().blocksPerRange());
    }

    @Produces
    @Singleton
    Indexer indexer(IndexerSettings settings, Chain chain, InstantSource time, IndexerMetrics metrics) {
        return new Indexer(settings, chain, time, metrics);
    }

    @Produces
    @Singleton
    NewHeads newHeads(ChainConfig chain, Indexer indexer, InstantSource time, RpcMetrics metrics) {
        return new NewHeads(chain.wsUrls().orElse(List.of()), indexer::wake, new SteadyTime(time.instant()), metrics);
    }

    void close(@Disposes NewHeads newHeads) {
        newHeads.close();
    }
}
