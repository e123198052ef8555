package io.amser.api.analytics;

import io.vertx.mutiny.sqlclient.Row;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was charged or failed on one day. */
@Schema(name = "AnalyticsDay", description = "What was charged or failed on one day, in UTC.")
record DayView(
        @Schema(description = "The day, in UTC.", examples = "2026-03-01")
        String date,

        @Schema(description = "Charges that succeeded.") long charges,

        @Schema(description = "Attempts that failed; one for each reason and billing window.")
        long failures,

        @Schema(description = "Failures among all attempts, 0 to 1.", examples = "0.25")
        double failureRate,

        @Schema(description = "What was charged, by token, the protocol's fee included.")
        List<TokenSum> charged,

        @Schema(description = "The failures by reason.") List<ReasonView> reasons) {
    private static final String FAIL = "FAIL";

    /** How often charges failed for one reason. */
    @Schema(name = "FailureReason", description = "How often charges failed for one reason.")
    record ReasonView(
            @Schema(description = "As in activity.", examples = "InsufficientAllowance")
            String reason,

            @Schema(description = "How many attempts.") long failures) {}

    /** From one row for each day, token, type and reason, in this order. */
    static List<DayView> of(List<Row> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(row -> row.getLong("day"), LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(day -> of(LocalDate.ofEpochDay(day.getKey()), day.getValue()))
                .toList();
    }

    private static DayView of(LocalDate day, List<Row> rows) {
        var paid = rows.stream().filter(row -> !isFailure(row)).toList();
        var failed = rows.stream().filter(DayView::isFailure).toList();
        var charges = count(paid);
        var failures = count(failed);
        return new DayView(
                day.toString(),
                charges,
                failures,
                (double) failures / (charges + failures),
                paid.stream().map(row -> TokenSum.of(row, "amount")).toList(),
                reasons(failed));
    }

    private static List<ReasonView> reasons(List<Row> failed) {
        return failed.stream()
                .collect(Collectors.groupingBy(
                        row -> row.getString("reason"),
                        TreeMap::new,
                        Collectors.summingLong(row -> row.getLong("count"))))
                .entrySet()
                .stream()
                .map(entry -> new ReasonView(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static boolean isFailure(Row row) {
        return row.getString("type").equals(FAIL);
    }

    private static long count(List<Row> rows) {
        return rows.stream().mapToLong(row -> row.getLong("count")).sum();
    }
}
