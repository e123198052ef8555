package io.amser.keeper.charging;

import io.amser.eventlog.clock.ChainClock;
import io.amser.eventlog.projection.Projection;
import io.amser.keeper.assignment.AssignmentConfig;
import io.amser.keeper.assignment.Assignments;
import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.ChainConfig;
import io.amser.keeper.chain.ContractsConfig;
import io.amser.keeper.chain.OwnClock;
import io.amser.keeper.chain.RpcChain;
import io.amser.keeper.concern.Concerns;
import io.amser.keeper.incomplete.IncompleteModules;
import io.amser.keeper.key.Signer;
import io.amser.keeper.key.WatchedSigner;
import io.amser.keeper.source.ApiSource;
import io.amser.keeper.source.ChainSource;
import io.amser.keeper.source.DueSource;
import io.amser.keeper.source.FollowedEvents;
import io.amser.keeper.source.SourceConfig;
import io.amser.keeper.sql.Database;
import io.amser.keeper.submission.FollowInclusions;
import io.amser.keeper.submission.News;
import io.amser.keeper.submission.NonceHealer;
import io.amser.keeper.submission.Settler;
import io.amser.keeper.submission.SubmissionConfig;
import io.amser.keeper.submission.Submitter;
import io.amser.keeper.watch.TopUpWatch;
import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts the parts of a round together. */
final class KeeperWiring {
    private KeeperWiring() {}

    @Produces
    @Singleton
    static RpcChain chain(
            ChainConfig nodes,
            ContractsConfig contracts,
            SourceConfig source,
            InstantSource time,
            Instance<ChainClock> log) {
        var known = source.kind() == SourceConfig.Kind.LOG ? Optional.of(log.get()) : Optional.<ChainClock>empty();
        return new RpcChain(nodes, Address.parse(contracts.permit2()), new OwnClock(time, known, nodes.longestLead()));
    }

    @Produces
    @Singleton
    static DueSource source(
            RpcChain chain,
            Database database,
            Pool pool,
            Projection projection,
            ContractsConfig contracts,
            SourceConfig config,
            Concerns concerns,
            InstantSource time) {
        var processors = contracts.processors().stream().map(Address::parse).toList();
        return switch (config.kind()) {
            case LOG -> new IncompleteModules(chain, database, processors)::search;
            case CHAIN -> new ChainSource(chain, new FollowedEvents(pool, projection), processors, config, concerns);
            case API -> new ApiSource(config.platform(), chain, database, processors, concerns, time);
        };
    }

    @Produces
    @Singleton
    static Condition condition() {
        return new Condition();
    }

    @Produces
    @Singleton
    static Round round(
            Chain chain,
            Database database,
            Signer signer,
            Condition condition,
            Concerns concerns,
            ChainConfig nodes,
            ContractsConfig contracts,
            ChargingConfig charging,
            SubmissionConfig submission,
            AssignmentConfig assignment,
            DueSource source,
            Event<News> news) {
        var processors = contracts.processors().stream().map(Address::parse).toList();
        return of(
                chain,
                database,
                new WatchedSigner(signer, concerns),
                condition,
                concerns,
                new ChainId(nodes.id()),
                processors,
                charging,
                submission,
                assignment,
                source,
                news::fire);
    }

    static Round of(
            Chain chain,
            Database database,
            WatchedSigner signer,
            Condition condition,
            Concerns concerns,
            ChainId chainId,
            List<Address> processors,
            ChargingConfig charging,
            SubmissionConfig submission,
            AssignmentConfig assignment,
            DueSource source,
            Consumer<News> news) {
        var submitter = new Submitter(chain, database, signer, chainId, submission);
        return new Round(
                chain,
                database,
                signer,
                processors,
                new FollowInclusions(chain, database, news),
                new NonceHealer(chain, database, signer, chainId, submission),
                new Settler(chain, database, signer, chainId, submission, news),
                new TopUpWatch(chain, database, processors, concerns),
                source,
                submitter,
                new ChargeDueSubscriptions(
                        chain,
                        database,
                        submitter,
                        signer.address(),
                        new Assignments(database, assignment, signer.address()),
                        charging),
                condition);
    }
}
