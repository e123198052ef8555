package io.amser.api.subscription;

import static io.amser.api.problem.ProblemCode.INDEX_INCOMPLETE;
import static io.amser.api.problem.ProblemCode.UNKNOWN_SUBSCRIPTION;

import io.amser.api.freshness.Moment;
import io.amser.api.problem.ProblemException;
import io.amser.api.streaming.JsonArrays;
import io.amser.api.streaming.Sorting;
import io.amser.eventlog.readmodel.Columns;
import io.amser.eventlog.readmodel.IncompleteMarks;
import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import io.amser.protocol.PlanId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.subscription.SubscriptionAt;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.data.Numeric;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The SQL that reads subscriptions with everything that their meaning depends on. */
@ApplicationScoped
public class MerchantSubscriptions {
    /** The page is bounded before anything is joined: by the primary key, it reads no more than its rows. */
    private static final String OF_MERCHANT = """
            SELECT s.*, p.token, p.price, p.billing_interval AS plan_interval, p.grace_period, p.metadata_hash,
                   p.token_decimals, p.token_symbol, p.active, p.created_at AS plan_created_at,
                   b.subscriber IS NOT NULL AS blocked,
                   m.processor, r.paused, r.last_paused_at, r.last_unpaused_at, a.amount, a.expiration
              FROM (SELECT *
                      FROM subscription h
                     WHERE h.module = ANY (ARRAY(SELECT address FROM module WHERE merchant = $1))
                       AND (h.module, h.id) > ($2, $3::text::numeric)
                       AND (SELECT true FROM plan WHERE module = h.module AND id = h.plan_id)
                     ORDER BY h.module, h.id
                     %s) s
              JOIN module m ON m.address = s.module
              JOIN plan p ON p.module = s.module AND p.id = s.plan_id
              LEFT JOIN blocked_subscriber b ON b.module = s.module AND b.subscriber = s.subscriber
              LEFT JOIN processor r ON r.address = m.processor
              LEFT JOIN allowance a ON a.owner = s.subscriber AND a.token = p.token AND a.processor = m.processor
             ORDER BY s.module, s.id
            """;

    private static final String ONE = """
            SELECT s.*, p.token, p.price, p.billing_interval AS plan_interval, p.grace_period, p.metadata_hash,
                   p.token_decimals, p.token_symbol, p.active, p.created_at AS plan_created_at,
                   b.subscriber IS NOT NULL AS blocked,
                   m.processor, r.paused, r.last_paused_at, r.last_unpaused_at, a.amount, a.expiration
              FROM module m
              JOIN subscription s ON s.module = m.address
              JOIN plan p ON p.module = s.module AND p.id = s.plan_id
              LEFT JOIN blocked_subscriber b ON b.module = s.module AND b.subscriber = s.subscriber
              LEFT JOIN processor r ON r.address = m.processor
              LEFT JOIN allowance a ON a.owner = s.subscriber AND a.token = p.token AND a.processor = m.processor
             WHERE m.address = $1 AND s.id = $2
            """;

    /** What a wallet pays in one token through one processor and whose time has come: the oldest of it, if it is very much. */
    private static final String DUE_OF_PAYER = """
            SELECT s.*, p.token, p.price, p.billing_interval AS plan_interval, p.grace_period, p.metadata_hash,
                   p.token_decimals, p.token_symbol, p.active, p.created_at AS plan_created_at,
                   b.subscriber IS NOT NULL AS blocked,
                   m.processor, r.paused, r.last_paused_at, r.last_unpaused_at
              FROM subscription s
              JOIN plan p ON p.module = s.module AND p.id = s.plan_id
              JOIN module m ON m.address = s.module
              LEFT JOIN blocked_subscriber b ON b.module = s.module AND b.subscriber = s.subscriber
              LEFT JOIN processor r ON r.address = m.processor
             WHERE s.subscriber = $1 AND p.token = $2 AND m.processor = $3 AND s.next_charge_at <= $4
             ORDER BY s.next_charge_at
             LIMIT 1000
            """;

    /**
     * Always one row or more: without a subscription its columns are null. A lost record in the module puts every plan in
     * doubt, and so does a lost subscription, because nobody knows whose it is. Its arguments are the module, the wallet, the
     * plans and the mark of a record that may concern every module.
     */
    public static final String OF_WALLET = """
            SELECT s.*, p.token, p.price, p.billing_interval AS plan_interval, p.grace_period, p.metadata_hash,
                   p.token_decimals, p.token_symbol, p.active, p.created_at AS plan_created_at,
                   b.subscriber IS NOT NULL AS blocked,
                   m.processor, r.paused, r.last_paused_at, r.last_unpaused_at,
                   m.address IS NOT NULL OR EXISTS (SELECT FROM incomplete i WHERE i.module = $1) AS module_known,
                   EXISTS (SELECT FROM incomplete i WHERE i.module = $1 AND i.id = s.id) AS in_doubt,
                   EXISTS (SELECT
                             FROM incomplete i
                             LEFT JOIN subscription l ON l.module = i.module AND l.id = i.id
                            WHERE i.module IN ($1, $4) AND l.id IS NULL) AS all_in_doubt
              FROM (SELECT $1::text AS address) k
              LEFT JOIN module m ON m.address = k.address
              LEFT JOIN (subscription s JOIN plan p ON p.module = s.module AND p.id = s.plan_id)
                     ON s.module = m.address AND s.subscriber = $2 AND s.plan_id = ANY ($3::bigint[])
              LEFT JOIN blocked_subscriber b ON b.module = m.address AND b.subscriber = $2
              LEFT JOIN processor r ON r.address = m.processor
             ORDER BY s.id
            """;

    private static final Sorting BY_MODULE_AND_ID = new Sorting(
            Pattern.compile("(0x[0-9a-f]{40})\\.([0-9]{1,78})"),
            List.of("", "-1"),
            row -> List.of(row.getString("module"), Columns.number(row, "id").toString()));

    private final Pool db;

    MerchantSubscriptions(Pool db) {
        this.db = db;
    }

    static JsonArrays.Query<SubscriptionView> ofMerchant(ChainId chain, Address merchant, Moment moment) {
        return new JsonArrays.Query<>(
                OF_MERCHANT,
                Tuple.of(merchant.value()),
                BY_MODULE_AND_ID,
                SubscriptionView.class,
                row -> SubscriptionView.of(
                        chain, SubscriptionRows.at(row, moment.time()), SubscriptionRows.allowance(row), null));
    }

    Uni<Optional<SubscriptionView>> one(ChainId chain, SubscriptionKey key, Moment moment) {
        return db.preparedQuery(ONE)
                .execute(Tuple.of(key.module().value(), Numeric.create(key.id().value())))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> SubscriptionView.of(
                                chain,
                                SubscriptionRows.at(row, moment.time()),
                                SubscriptionRows.allowance(row),
                                moment.asOf())));
    }

    /** One subscription with everything that its meaning depends on. */
    public Uni<Optional<HeldSubscription>> held(SubscriptionKey key, Moment moment) {
        return db.preparedQuery(ONE)
                .execute(Tuple.of(key.module().value(), Numeric.create(key.id().value())))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new HeldSubscription(
                                SubscriptionRows.at(row, moment.time()), Columns.address(row, "processor"))));
    }

    /** What the wallet that pays for {@code held} has to pay by now in the same token, that subscription itself included. */
    public Uni<List<SubscriptionAt>> dueOfPayer(HeldSubscription held, Moment moment) {
        return db.preparedQuery(DUE_OF_PAYER)
                .execute(Tuple.of(
                        held.at().subscription().subscriber().value(),
                        held.at().plan().token().value(),
                        held.processor().value(),
                        moment.time().seconds()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> SubscriptionRows.at(row, moment.time()))
                        .toList());
    }

    /** What a wallet has at a module, of these plans. */
    public Uni<WalletAtModule> ofWallet(Address module, Address wallet, List<PlanId> plans, Moment moment) {
        var ids = plans.stream().map(PlanId::value).toArray(Long[]::new);
        return db.preparedQuery(OF_WALLET)
                .execute(Tuple.of(module.value(), wallet.value(), ids, IncompleteMarks.EVERYTHING.value()))
                .map(rows -> SubscriptionRows.walletAtModule(rows, moment.time()));
    }

    /** Why a subscription is not found. */
    public static ProblemException missing(Moment moment) {
        return moment.lacksRecords()
                ? new ProblemException(
                        INDEX_INCOMPLETE, "The record of this subscription may be one that could not be applied.")
                : new ProblemException(UNKNOWN_SUBSCRIPTION, "The module has no subscription with this id.");
    }
}
