package io.amser.indexer.rebuild;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.Chain;
import io.amser.indexer.chain.Contracts;
import io.amser.indexer.chain.Endurance;
import io.amser.indexer.chain.Patience;
import io.amser.protocol.BlockNumber;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/** Builds a service's read model anew from the chain, beside the one that it answers from, and reports what differs. */
public final class RebuildAndCompare<C extends Chain & Contracts> {
    private static final int MOST_ATTEMPTS = 20;

    /** While more blocks than these became final during the reading, more is read before the tables are looked at. */
    private static final long FEW_BLOCKS = 256;

    private final RebuildSettings settings;
    private final C chain;
    private final InstantSource time;
    private final Teller teller;

    public RebuildAndCompare(RebuildSettings settings, C chain, InstantSource time, Teller teller) {
        this.settings = settings;
        this.chain = chain;
        this.time = time;
        this.teller = teller;
    }

    /**
     * Compares at the block of the newest published head.
     *
     * @throws CannotCompare if something that is needed is not there
     */
    public RebuildReport run() {
        try (var postgres = new Postgres()) {
            var live = new LiveModel(settings.live(), postgres, settings.kafka(), settings.chain());
            live.newestHead();
            try (var scratch = scratch(postgres)) {
                return compare(live, scratch);
            }
        }
    }

    private ScratchModel scratch(Postgres postgres) {
        return settings.scratch()
                .map(given -> ScratchModel.in(given, postgres))
                .orElseGet(() -> ScratchModel.beside(settings.live(), postgres));
    }

    private RebuildReport compare(LiveModel live, ScratchModel scratch) {
        teller.says("reading chain " + settings.chain() + " from block " + settings.startBlock() + " on");
        new Patience(new Endurance()).outlast(chain::view);
        var rebuild = new Rebuild(settings, chain, time, scratch, teller);
        readFinal(rebuild, live);
        try (var snapshot = snapshot(rebuild, live)) {
            var head = snapshot.head();
            teller.says("comparing the tables of " + settings.live() + " at block " + head.number());
            var block = new BlockHeader(head.number(), head.hash(), head.hash(), head.timestamp());
            var contracts =
                    new ContractSample(snapshot.connection(), chain, block).of(settings.sample(), settings.seed());
            var tables = tables(snapshot.connection(), scratch);
            return new RebuildReport(head, scratch.events(), tables, contracts, settings.seed());
        }
    }

    /** Until few blocks are left that became final meanwhile; never further than the log, which may be behind the chain. */
    private void readFinal(Rebuild rebuild, LiveModel live) {
        BlockNumber before;
        do {
            before = rebuild.reached();
            var published = live.newestHead().finalized();
            var onChain = new Patience(new Endurance())
                    .outlast(chain::view)
                    .finality()
                    .finalized();
            rebuild.readFinal(published.compareTo(onChain) < 0 ? published : onChain);
        } while (rebuild.reached().value() - before.value() > FEW_BLOCKS);
    }

    private LiveModel.Snapshot snapshot(Rebuild rebuild, LiveModel live) {
        for (var attempt = 1; ; attempt++) {
            var snapshot = live.rest();
            if (rebuild.readTo(snapshot.head())) {
                return snapshot;
            }
            snapshot.close();
            if (attempt == MOST_ATTEMPTS) {
                throw new CannotCompare(
                        "The chain does not lead to the newest published block, "
                                + snapshot.head().number() + " ("
                                + snapshot.head().hash()
                                + "): its newest blocks change all the time, or these nodes are on another branch than the indexer's.");
            }
            LiveModel.pause();
        }
    }

    private List<TableReport> tables(SqlConnection live, ScratchModel scratch) {
        var connection = Postgres.await(scratch.pool().getConnection());
        try {
            Postgres.await(connection.query("BEGIN").execute());
            return Arrays.stream(ReadModelTable.values())
                    .map(table -> compare(table, live, connection))
                    .toList();
        } finally {
            Postgres.await(connection.query("ROLLBACK").execute());
            Postgres.await(connection.close());
        }
    }

    private TableReport compare(ReadModelTable table, SqlConnection live, SqlConnection rebuilt) {
        try (var ours = new OrderedRows(live, table);
                var theirs = new OrderedRows(rebuilt, table)) {
            return TableComparison.of(table, ours, theirs, teller);
        }
    }
}
