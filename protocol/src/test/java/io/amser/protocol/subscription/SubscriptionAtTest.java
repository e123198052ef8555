package io.amser.protocol.subscription;

import static io.amser.protocol.Histories.EXPIRY;
import static io.amser.protocol.Histories.GRACE;
import static io.amser.protocol.Histories.HOUR;
import static io.amser.protocol.Histories.PROCESSOR;
import static io.amser.protocol.Histories.START;
import static io.amser.protocol.Histories.SUBSCRIBER;
import static io.amser.protocol.Histories.TOKEN;
import static io.amser.protocol.Histories.cancelled;
import static io.amser.protocol.Histories.origin;
import static io.amser.protocol.Histories.paidTimes;
import static io.amser.protocol.Histories.paused;
import static io.amser.protocol.Histories.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Reason;
import io.amser.protocol.TokenAmount;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SubscriptionAtTest {
    private static final Plan HOURLY = Plan.of(plan());
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Subscription NEW = Subscription.fold(paidTimes(0)).orElseThrow();

    /** Paid at START, due again at DUE. */
    private static final Subscription PAID = Subscription.fold(paidTimes(1)).orElseThrow();

    private static final ChainTime DUE = START.plus(HOUR);
    private static final ChainTime ACCESS_END = DUE.plus(GRACE);
    private static final ChainTime WINDOW_END = DUE.plus(HOUR);

    @Test
    void access_lasts_to_the_last_second_of_the_grace() {
        assertThat(at(PAID, ACCESS_END).status()).isEqualTo(Status.ACTIVE);
        assertThat(at(PAID, ACCESS_END.plus(SECOND)).status()).isEqualTo(Status.EXPIRED);
        assertThat(at(PAID, DUE).accessUntil()).contains(ACCESS_END);
        assertThat(at(NEW, START).accessUntil()).isEmpty();
    }

    @Test
    void the_first_status_that_fits_is_shown() {
        var stopped = PAID.after(paused(origin(20, START), DUE, 2));
        var gone = PAID.after(cancelled(origin(20, START), DUE, 2));

        assertThat(at(NEW, START).status()).isEqualTo(Status.PENDING);
        assertThat(at(stopped, START).status()).isEqualTo(Status.PAUSED);
        assertThat(at(gone, START).status()).isEqualTo(Status.CANCELLED);
        assertThat(gone.at(START, HOURLY, true, ProcessorPauses.NEVER).status()).isEqualTo(Status.BLOCKED);
        assertThat(at(stopped, START).active()).isFalse();
    }

    @Test
    void a_charge_is_quoted_from_the_due_second_to_the_end_of_the_window() {
        assertThat(at(PAID, DUE.minus(SECOND)).quote()).isEqualTo(Reason.NOT_DUE);
        assertThat(at(PAID, DUE).quote()).isEqualTo(Reason.NONE);
        assertThat(at(PAID, WINDOW_END).quote()).isEqualTo(Reason.NONE);
        assertThat(at(PAID, WINDOW_END.plus(SECOND)).quote()).isEqualTo(Reason.PAYMENT_WINDOW_VIOLATION);
    }

    @Test
    void a_missed_window_queues_nothing() {
        assertThat(at(PAID, WINDOW_END).nextChargeDate()).contains(DUE);
        assertThat(at(PAID, WINDOW_END.plus(SECOND)).nextChargeDate()).isEmpty();
    }

    @Test
    void a_late_charge_keeps_the_anchor_until_access_lapses() {
        assertThat(at(PAID, ACCESS_END).executionTime()).isEqualTo(DUE);
        assertThat(at(PAID, ACCESS_END.plus(SECOND)).executionTime()).isEqualTo(ACCESS_END.plus(SECOND));
        assertThat(at(NEW, START.plus(SECOND)).executionTime()).isEqualTo(START.plus(SECOND));
    }

    @Test
    void a_pause_of_the_processor_holds_the_window_open_and_gives_it_an_interval_more() {
        var inPause = new ProcessorPauses(true, WINDOW_END, new ChainTime(0));
        var after = new ProcessorPauses(false, WINDOW_END, WINDOW_END.plus(HOUR));
        var muchLater = WINDOW_END.plus(Duration.ofDays(3));

        assertThat(PAID.at(muchLater, HOURLY, false, inPause).windowClosesAt()).isEmpty();
        assertThat(PAID.at(muchLater, HOURLY, false, inPause).windowMissed()).isFalse();
        assertThat(PAID.at(muchLater, HOURLY, false, after).windowClosesAt())
                .contains(WINDOW_END.plus(HOUR.multipliedBy(2)));
    }

    @Test
    void a_pause_that_began_after_the_window_closed_saves_nothing() {
        var inPause = new ProcessorPauses(true, WINDOW_END.plus(SECOND), new ChainTime(0));

        assertThat(PAID.at(WINDOW_END.plus(HOUR), HOURLY, false, inPause).windowMissed())
                .isTrue();
    }

    @Test
    void consent_ends_with_the_earlier_of_both_expiries() {
        var key = new AllowanceKey(PROCESSOR, SUBSCRIBER, TOKEN);
        var earlier = new StandingAllowance(key, TokenAmount.ZERO, DUE);
        var later = new StandingAllowance(key, TokenAmount.ZERO, EXPIRY.plus(HOUR));

        assertThat(at(PAID, START).expiresAt(Optional.of(earlier))).isEqualTo(DUE);
        assertThat(at(PAID, START).expiresAt(Optional.of(later))).isEqualTo(EXPIRY);
        assertThat(at(PAID, START).expiresAt(Optional.empty())).isEqualTo(EXPIRY);
    }

    @Property
    void a_window_is_missed_exactly_where_the_contract_says_so(
            @ForAll @LongRange(max = 20_000) long now,
            @ForAll @LongRange(max = 20_000) long pausedAt,
            @ForAll @LongRange(max = 20_000) long unpausedAt,
            @ForAll boolean paused) {
        var pauses = new ProcessorPauses(paused, second(pausedAt), second(unpausedAt));

        assertThat(PAID.at(second(now), HOURLY, false, pauses).windowMissed())
                .isEqualTo(missedInSolidity(now, pausedAt, unpausedAt, paused));
    }

    /** The rule of the module, clause by clause as Solidity has it. */
    private static boolean missedInSolidity(long now, long lastPausedAt, long lastUnpausedAt, boolean paused) {
        var end = DUE.seconds() - START.seconds() + HOUR.toSeconds();
        if (now <= end) {
            return false;
        }
        if (end < lastPausedAt) {
            return true;
        }
        return !paused && now > lastUnpausedAt + HOUR.toSeconds();
    }

    private static ChainTime second(long afterStart) {
        return new ChainTime(START.seconds() + afterStart);
    }

    private static SubscriptionAt at(Subscription subscription, ChainTime now) {
        return subscription.at(now, HOURLY, false, ProcessorPauses.NEVER);
    }
}
