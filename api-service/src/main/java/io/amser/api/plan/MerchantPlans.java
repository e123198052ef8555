package io.amser.api.plan;

import static io.amser.api.problem.ProblemCode.INDEX_INCOMPLETE;
import static io.amser.api.problem.ProblemCode.UNKNOWN_PLAN;

import io.amser.api.freshness.AsOf;
import io.amser.api.freshness.Moment;
import io.amser.api.problem.ProblemException;
import io.amser.api.streaming.JsonArrays;
import io.amser.api.streaming.Sorting;
import io.amser.eventlog.readmodel.Columns;
import io.amser.protocol.Address;
import io.amser.protocol.PlanKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The SQL that reads plans together with their modules and names. */
@ApplicationScoped
class MerchantPlans {
    private static final String OF_MERCHANT = """
            SELECT p.*, m.merchant, d.name, d.description, d.hash
              FROM module m
              JOIN plan p ON p.module = m.address
              LEFT JOIN plan_metadata d ON d.module = p.module AND d.plan_id = p.id
             WHERE m.merchant = $1 AND (p.module, p.id) > ($2, $3::text::bigint)
             ORDER BY p.module, p.id
             %s
            """;

    private static final String OF_MODULE = """
            SELECT p.*, m.merchant, d.name, d.description, d.hash
              FROM module m
              JOIN plan p ON p.module = m.address
              LEFT JOIN plan_metadata d ON d.module = p.module AND d.plan_id = p.id
             WHERE m.address = $1 AND (p.module, p.id) > ($2, $3::text::bigint)
             ORDER BY p.module, p.id
             %s
            """;

    private static final String ONE = """
            SELECT p.*, m.merchant, d.name, d.description, d.hash
              FROM plan p
              JOIN module m ON m.address = p.module
              LEFT JOIN plan_metadata d ON d.module = p.module AND d.plan_id = p.id
             WHERE p.module = $1 AND p.id = $2
            """;

    private static final Sorting BY_MODULE_AND_ID = new Sorting(
            Pattern.compile("(0x[0-9a-f]{40})\\.([0-9]{1,10})"),
            List.of("", "-1"),
            row -> List.of(row.getString("module"), row.getLong("id").toString()));

    private final Pool db;

    MerchantPlans(Pool db) {
        this.db = db;
    }

    static JsonArrays.Query<PlanView> ofMerchant(Address merchant) {
        return new JsonArrays.Query<>(
                        OF_MERCHANT,
                        Tuple.of(merchant.value()),
                        BY_MODULE_AND_ID,
                        PlanView.class,
                        row -> view(row, null))
                .withMoreThanTheChainHas();
    }

    static JsonArrays.Query<PlanView> ofModule(Address module) {
        return new JsonArrays.Query<>(
                        OF_MODULE, Tuple.of(module.value()), BY_MODULE_AND_ID, PlanView.class, row -> view(row, null))
                .withMoreThanTheChainHas();
    }

    /** The plan, or the problem that says why it is not found. */
    Uni<PlanView> known(PlanKey plan, Moment moment) {
        return db.preparedQuery(ONE)
                .execute(Tuple.of(plan.module().value(), plan.id().value()))
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> view(row, moment.asOf()))
                        .orElseThrow(() -> missing(moment)));
    }

    private static ProblemException missing(Moment moment) {
        return moment.lacksRecords()
                ? new ProblemException(
                        INDEX_INCOMPLETE, "The record of this plan may be one that could not be applied.")
                : new ProblemException(UNKNOWN_PLAN, "The module has no plan with this id.");
    }

    private static PlanView view(Row row, @Nullable AsOf asOf) {
        return new PlanView(
                row.getLong("id").toString(),
                row.getString("module"),
                row.getString("merchant"),
                row.getString("token"),
                Columns.amount(row, "price").toString(),
                row.getInteger("token_decimals"),
                row.getString("token_symbol"),
                row.getLong("billing_interval").toString(),
                "0",
                row.getString("name"),
                row.getString("description"),
                row.getBoolean("active"),
                Columns.time(row, "created_at").iso(),
                row.getString("metadata_hash").equals(row.getString("hash")),
                asOf);
    }
}
