package io.amser.api.subscription;

import static java.util.stream.Collectors.toSet;

import io.amser.eventlog.readmodel.Columns;
import io.amser.eventlog.readmodel.Subscriptions;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.MetadataHash;
import io.amser.protocol.PlanId;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.ProcessorPauses;
import io.amser.protocol.subscription.StandingAllowance;
import io.amser.protocol.subscription.Subscription;
import io.amser.protocol.subscription.SubscriptionAt;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Rows of subscriptions, joined with plan, block, pauses and allowance, as values of the fold. */
final class SubscriptionRows {
    private SubscriptionRows() {}

    static SubscriptionAt at(Row row, ChainTime now) {
        var subscription = Subscriptions.from(row);
        return subscription.at(now, plan(row, subscription), row.getBoolean("blocked"), pauses(row));
    }

    /** What the subscriber last allowed at Permit2, as far as that is known. */
    static Optional<StandingAllowance> allowance(Row row) {
        return row.getValue("amount") == null
                ? Optional.empty()
                : Optional.of(new StandingAllowance(
                        new AllowanceKey(
                                Columns.address(row, "processor"),
                                Columns.address(row, "subscriber"),
                                Columns.address(row, "token")),
                        Columns.amount(row, "amount"),
                        Columns.time(row, "expiration")));
    }

    static WalletAtModule walletAtModule(RowSet<Row> rows, ChainTime now) {
        var first = rows.iterator().next();
        var held = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getValue("id") != null)
                .toList();
        var inDoubt = held.stream()
                .filter(row -> row.getBoolean("in_doubt"))
                .map(row -> new PlanId(row.getLong("plan_id")))
                .collect(toSet());
        return new WalletAtModule(
                first.getBoolean("module_known"),
                first.getBoolean("all_in_doubt"),
                inDoubt,
                held.stream().map(row -> at(row, now)).toList());
    }

    private static Plan plan(Row row, Subscription subscription) {
        return new Plan(
                subscription.plan(),
                Columns.address(row, "token"),
                Columns.amount(row, "price"),
                Duration.ofSeconds(row.getLong("plan_interval")),
                Duration.ofSeconds(row.getLong("grace_period")),
                new MetadataHash(row.getString("metadata_hash")),
                row.getInteger("token_decimals"),
                row.getString("token_symbol"),
                row.getBoolean("active"),
                Columns.time(row, "plan_created_at"));
    }

    private static ProcessorPauses pauses(Row row) {
        return row.getValue("last_paused_at") == null
                ? ProcessorPauses.NEVER
                : new ProcessorPauses(
                        row.getBoolean("paused"),
                        Columns.time(row, "last_paused_at"),
                        Columns.time(row, "last_unpaused_at"));
    }
}
