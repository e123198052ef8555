package io.amser.keeper.status;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.amser.keeper.charging.Condition;
import io.amser.protocol.Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /keeper/status}; amounts are base units and wei, as text.
 *
 * @param backlog windows that are due and not in flight
 * @param oldestDueAt unix seconds; null if nothing is due
 * @param chainTime of the newest block, unix seconds; null before the first round
 * @param spentTodayWei what the key has spent in this UTC day of chain time, with what its open transactions may still cost
 * @param nonceDrift in what counter, journal and chain differ, so that nothing is sent; null if they agree
 */
@JsonNaming(SnakeCaseStrategy.class)
public record KeeperStatusView(
        String key,
        String balanceWei,
        @Nullable Long chainTime,
        long backlog,
        @Nullable Long oldestDueAt,
        long watched,
        long missed,
        String spentTodayWei,
        @Nullable String nonceDrift,
        LastDay lastDay,
        ChargingFigures charging,
        List<String> warnings) {

    /**
     * Sums over what was sent in the last 24 hours.
     *
     * @param successRate share of the settled attempts that charged; null if there was none
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record LastDay(
            long attempts,
            long charged,
            long failed,
            long skipped,
            long inFlight,
            @Nullable Double successRate,
            long gasUsed,
            String gasSpentWei,
            List<Fee> feesEarned) {}

    @JsonNaming(SnakeCaseStrategy.class)
    public record Fee(String tokenAddress, String amount) {}

    static KeeperStatusView of(
            Address key, Condition condition, JournalSums sums, ChargingFigures charging, List<String> warnings) {
        var backlog = condition.backlog();
        return new KeeperStatusView(
                key.value(),
                condition.balance().toString(),
                condition.head().map(head -> head.time().seconds()).orElse(null),
                backlog.ready(),
                backlog.oldestDueAt().map(time -> time.seconds()).orElse(null),
                backlog.watched(),
                backlog.missed(),
                condition.budget().spent().toString(),
                condition.nonceDrift().orElse(null),
                lastDay(sums),
                charging,
                warnings);
    }

    private static LastDay lastDay(JournalSums sums) {
        var settled = sums.charged() + sums.failed() + sums.skipped();
        return new LastDay(
                settled + sums.inFlight(),
                sums.charged(),
                sums.failed(),
                sums.skipped(),
                sums.inFlight(),
                settled == 0 ? null : (double) sums.charged() / settled,
                sums.gasUsed(),
                sums.gasSpent().toString(),
                sums.earned().stream()
                        .map(fee -> new Fee(fee.token().value(), fee.amount().toString()))
                        .toList());
    }
}
