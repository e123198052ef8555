package io.amser.keeper.status;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.amser.keeper.sql.Row;
import io.amser.keeper.sql.Session;
import io.amser.protocol.ChainTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long charges took in the last 24 hours of chain time, in seconds of it; of many charges, the newest 10,000. Windows that a subscriber failed
 * in say nothing about the keeper and are left out.
 *
 * @param charges how many this is about
 * @param onTime share of those that a block included within a minute of being due; null if there are none
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ChargingFigures(
        long charges,
        @Nullable Double onTime,
        @Nullable Quantiles dueToSent,
        @Nullable Quantiles sentToIncluded,
        @Nullable Quantiles dueToIncluded,
        @Nullable Quantiles includedToFinal) {
    private static final Duration REACH = Duration.ofDays(1);

    private static final String FIGURES = """
            WITH newest AS (
                SELECT greatest(sent_time - ready_at, 0) AS due_to_sent,
                       CASE WHEN sent_time IS NOT NULL THEN greatest(included_time - sent_time, 0) END AS sent_to_included,
                       greatest(included_time - ready_at, 0) AS due_to_included,
                       final_time - included_time AS included_to_final
                  FROM charge
                 WHERE state = 'CHARGED' AND ready_at IS NOT NULL AND included_time > ?
                 ORDER BY included_time DESC LIMIT 10000)
            SELECT count(*) AS charges,
                   ((count(*) FILTER (WHERE due_to_included <= 60))::float8 / nullif(count(*), 0))::text AS on_time,
                   array_to_string(percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY due_to_sent), ' ')
                       AS due_to_sent,
                   array_to_string(percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY sent_to_included), ' ')
                       AS sent_to_included,
                   array_to_string(percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY due_to_included), ' ')
                       AS due_to_included,
                   array_to_string(percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY included_to_final), ' ')
                       AS included_to_final
              FROM newest
            """;

    /** In seconds. */
    public record Quantiles(long p50, long p95, long p99) {
        private static final Pattern BETWEEN = Pattern.compile(" ");

        static @Nullable Quantiles read(Row row, String column) throws SQLException {
            var numbers = row.optionalText(column).stream()
                    .flatMap(BETWEEN::splitAsStream)
                    .filter(number -> !number.isEmpty())
                    .map(Long::valueOf)
                    .toList();
            return numbers.isEmpty() ? null : new Quantiles(numbers.get(0), numbers.get(1), numbers.get(2));
        }
    }

    static ChargingFigures read(Session session, ChainTime now) {
        return session.query(FIGURES, ChargingFigures::of, Math.max(0, now.seconds() - REACH.toSeconds()))
                .getFirst();
    }

    private static ChargingFigures of(Row row) throws SQLException {
        return new ChargingFigures(
                row.number("charges"),
                row.optionalText("on_time").map(Double::valueOf).orElse(null),
                Quantiles.read(row, "due_to_sent"),
                Quantiles.read(row, "sent_to_included"),
                Quantiles.read(row, "due_to_included"),
                Quantiles.read(row, "included_to_final"));
    }
}
