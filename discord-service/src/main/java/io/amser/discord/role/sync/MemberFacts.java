package io.amser.discord.role.sync;

import io.amser.discord.role.fault.RoleFault;
import io.amser.discord.role.fault.RoleFaults;
import io.amser.discord.role.ledger.Basis.Payment;
import io.amser.discord.role.ledger.RoleGrant;
import io.amser.discord.role.ledger.RoleGrants;
import io.amser.discord.role.standing.Claim;
import io.amser.discord.role.standing.Mapping;
import io.amser.discord.role.standing.RevokeOn;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import io.amser.eventlog.clock.WrittenHead;
import io.amser.eventlog.readmodel.Columns;
import io.amser.eventlog.readmodel.IncompleteMarks;
import io.amser.eventlog.readmodel.PastEvents;
import io.amser.eventlog.readmodel.Plans;
import io.amser.eventlog.readmodel.Subscriptions;
import io.amser.eventlog.topic.Topic;
import io.amser.protocol.EventId;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.Subscription;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The SQL that gathers what is known about a member, all of it as of one moment. */
public final class MemberFacts {
    private static final String ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    /** A log that is being read again tells less than the head; and nobody is judged by an older head than before. */
    private static final String UNCOVERED = """
            SELECT EXISTS (SELECT
                             FROM UNNEST($2::bigint[]) WITH ORDINALITY AS head (next_offset, number)
                             LEFT JOIN log_offset o ON o.topic = $1 AND o.partition = head.number - 1
                            WHERE coalesce(o.next_offset, 0) < head.next_offset)
                OR EXISTS (SELECT
                             FROM judged_head
                            WHERE log_offset > $3 AND written > $4) AS uncovered
            """;

    private static final String MAPPINGS = """
            SELECT module, plan_id, role_id, revoke_on
              FROM mapping_in_force
             WHERE guild_id = $1
            """;

    private static final String PLANS = """
            SELECT p.*
              FROM mapping_in_force m
              JOIN plan p ON p.module = m.module AND p.id = m.plan_id
             WHERE m.guild_id = $1
            """;

    private static final String SUBSCRIPTIONS = """
            SELECT s.*
              FROM wallet_link l
              JOIN subscription s ON s.subscriber = l.wallet
              JOIN mapping_in_force m ON m.module = s.module AND m.plan_id = s.plan_id AND m.guild_id = $1
             WHERE l.user_id = $2
             ORDER BY s.module, s.id
            """;

    /** A mark for a subscription that we do not know may be anybody's. */
    private static final String CLAIMS = """
            SELECT m.module, m.plan_id, l.wallet, w.active AS word,
                   EXISTS (SELECT
                             FROM blocked_subscriber b
                            WHERE b.module = m.module AND b.subscriber = l.wallet) AS blocked,
                   EXISTS (SELECT
                             FROM incomplete i
                             LEFT JOIN subscription s ON s.module = i.module AND s.id = i.id
                            WHERE i.module = m.module AND (s.subscriber IS NULL OR s.subscriber = l.wallet)
                               OR i.module = $3) AS incomplete
              FROM mapping_in_force m
             CROSS JOIN wallet_link l
              LEFT JOIN chain_word w ON w.module = m.module AND w.wallet = l.wallet AND w.plan_id = m.plan_id
             WHERE m.guild_id = $1 AND l.user_id = $2
            """;

    private final PastEvents past = new PastEvents();
    private final RoleGrants grants = new RoleGrants();
    private final RoleFaults faults = new RoleFaults();

    public Uni<Facts> of(Pool database, GuildId guild, UserId user, WrittenHead head) {
        return database.withTransaction(
                tx -> tx.query(ONE_MOMENT).execute().chain(() -> gather(tx, guild, user, head)));
    }

    private Uni<Facts> gather(SqlConnection tx, GuildId guild, UserId user, WrittenHead head) {
        var server = Tuple.of(guild.value());
        var member = Tuple.of(guild.value(), user.value());
        return Uni.combine()
                .all()
                .unis(
                        covered(tx, head),
                        tx.preparedQuery(MAPPINGS)
                                .execute(server)
                                .map(rows ->
                                        rows.stream().map(MemberFacts::mapping).toList()),
                        tx.preparedQuery(PLANS)
                                .execute(server)
                                .map(rows ->
                                        rows.stream().collect(Collectors.toUnmodifiableMap(Plans::key, Plans::from))),
                        tx.preparedQuery(SUBSCRIPTIONS)
                                .execute(member)
                                .map(rows ->
                                        rows.stream().map(Subscriptions::from).toList()),
                        tx.preparedQuery(CLAIMS)
                                .execute(Tuple.of(guild.value(), user.value(), IncompleteMarks.EVERYTHING.value()))
                                .map(rows -> rows.stream().toList()),
                        grants.of(tx, guild, user),
                        faults.of(tx, guild))
                .with((covered, mappings, plans, subscriptions, claims, ledger, refused) -> new Gathered(
                        covered,
                        mappings,
                        claims.stream()
                                .map(row -> claim(row, plans, subscriptions))
                                .toList(),
                        subscriptions.stream().map(Subscription::key).toList(),
                        ledger,
                        refused.stream().map(RoleFault::role).collect(Collectors.toUnmodifiableSet())))
                .chain(gathered -> withPast(tx, gathered));
    }

    private record Gathered(
            boolean covered,
            List<Mapping> mappings,
            List<Claim> claims,
            List<SubscriptionKey> subscriptions,
            List<RoleGrant> ledger,
            Set<RoleId> faults) {}

    private Uni<Facts> withPast(SqlClient tx, Gathered gathered) {
        return Uni.combine()
                .all()
                .unis(payments(tx, gathered.subscriptions()), standing(tx, gathered.ledger()))
                .with((payments, standing) -> new Facts(
                        gathered.covered(),
                        gathered.mappings(),
                        gathered.claims(),
                        payments,
                        gathered.ledger(),
                        standing,
                        gathered.faults()));
    }

    private Uni<Map<SubscriptionKey, Payment>> payments(SqlClient tx, Collection<SubscriptionKey> subscriptions) {
        return subscriptions.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : past.lastCharges(tx, subscriptions)
                        .map(charges -> charges.values().stream()
                                .collect(Collectors.toUnmodifiableMap(
                                        charge -> charge.subscription(),
                                        charge -> new Payment(
                                                charge.id(), charge.origin().txHash()))));
    }

    private Uni<Set<EventId>> standing(SqlClient tx, Collection<RoleGrant> ledger) {
        var events = new HashMap<EventId, SubscriptionKey>();
        ledger.stream()
                .flatMap(grant -> grant.basis().stream())
                .forEach(basis -> basis.payment()
                        .ifPresent(payment -> basis.key().ifPresent(key -> events.put(payment.event(), key))));
        return events.isEmpty() ? Uni.createFrom().item(Set.of()) : past.standing(tx, events);
    }

    private static Uni<Boolean> covered(SqlClient tx, WrittenHead head) {
        return tx.preparedQuery(UNCOVERED)
                .execute(Tuple.of(
                        Topic.CHAIN_EVENTS.name(),
                        head.head().endOffsets().toArray(Long[]::new),
                        head.offset(),
                        head.written().atOffset(ZoneOffset.UTC)))
                .map(rows -> !rows.iterator().next().getBoolean("uncovered"));
    }

    private static Mapping mapping(Row row) {
        return new Mapping(
                plan(row), new RoleId(row.getString("role_id")), RevokeOn.ofApiName(row.getString("revoke_on")));
    }

    private static Claim claim(Row row, Map<PlanKey, Plan> plans, List<Subscription> subscriptions) {
        var plan = plan(row);
        var wallet = Columns.address(row, "wallet");
        return new Claim(
                plan,
                wallet,
                Optional.ofNullable(plans.get(plan)),
                subscriptions.stream()
                        .filter(s -> s.plan().equals(plan) && s.subscriber().equals(wallet))
                        .toList(),
                row.getBoolean("blocked"),
                row.getBoolean("incomplete"),
                Optional.ofNullable(row.getBoolean("word")));
    }

    private static PlanKey plan(Row row) {
        return new PlanKey(Columns.address(row, "module"), new PlanId(row.getLong("plan_id")));
    }
}
