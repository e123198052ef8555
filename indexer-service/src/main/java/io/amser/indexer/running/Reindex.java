package io.amser.indexer.running;

import io.amser.eventlog.clock.WallClock;
import io.amser.indexer.chain.ChainUnavailable;
import io.amser.indexer.metrics.RpcMetrics;
import io.amser.indexer.rebuild.CannotCompare;
import io.amser.indexer.rebuild.DatabaseAddress;
import io.amser.indexer.rebuild.RebuildAndCompare;
import io.amser.indexer.rebuild.RebuildSettings;
import io.amser.indexer.rebuild.Teller;
import io.amser.indexer.rpc.JsonRpcChain;
import io.amser.indexer.rpc.WrongChain;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code ./amser reindex --compare}: the read model built anew from the chain, beside the live one, and what differs. */
public final class Reindex {
    private static final int DIFFERENCES = 1;
    private static final int NOT_COMPARED = 2;

    private Reindex() {}

    public static void main(String[] arguments) {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        Logger.getLogger("").setLevel(Level.WARNING);
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** The exit status: 0 only where nothing differs. */
    static int run(List<String> arguments, PrintStream out, PrintStream errors) {
        try {
            var options = ReindexOptions.parse(arguments);
            if (options.help()) {
                out.print(ReindexOptions.HELP);
                return 0;
            }
            return compare(options, out);
        } catch (CannotCompare | WrongChain | ChainUnavailable e) {
            errors.println("amser: " + e.getMessage());
        } catch (RuntimeException e) {
            errors.println("amser: something unforeseen happened, nothing was compared to its end:");
            e.printStackTrace(errors);
        }
        return NOT_COMPARED;
    }

    private static int compare(ReindexOptions options, PrintStream out) {
        var time = WallClock.wallTime();
        var sources = ReindexSources.of(options);
        var wiring = new IndexerWiring();
        var chain = sources.chain();
        var settings = wiring.settings(chain, sources.contracts(), sources.indexing(), sources.log(), sources.kafka());
        var nodes = wiring.chain(chain, sources.contracts(), time, new RpcMetrics(new SimpleMeterRegistry()));
        try (var connected = (JsonRpcChain) nodes) {
            var report = new RebuildAndCompare<>(
                            rebuild(settings, sources, options), connected, time, new Teller(out, time))
                    .run();
            report.print(out);
            return report.differences() == 0 ? 0 : DIFFERENCES;
        }
    }

    private static RebuildSettings rebuild(IndexerSettings settings, ReindexSources sources, ReindexOptions options) {
        return new RebuildSettings(
                settings.chain(),
                settings.startBlock(),
                settings.configured(),
                settings.kafka(),
                settings.backfill(),
                address(sources.reindex().live()),
                sources.reindex().scratch().map(Reindex::address),
                options.sample(),
                options.seed());
    }

    private static DatabaseAddress address(ReindexConfig.Database database) {
        return new DatabaseAddress(
                database.url(), database.user(), database.password().orElse(""));
    }
}
