package io.amser.protocol.subscription;

import static io.amser.protocol.Histories.EXPIRY;
import static io.amser.protocol.Histories.HOUR;
import static io.amser.protocol.Histories.PRICE;
import static io.amser.protocol.Histories.START;
import static io.amser.protocol.Histories.cancelled;
import static io.amser.protocol.Histories.charged;
import static io.amser.protocol.Histories.created;
import static io.amser.protocol.Histories.failed;
import static io.amser.protocol.Histories.origin;
import static io.amser.protocol.Histories.paidTimes;
import static io.amser.protocol.Histories.paused;
import static io.amser.protocol.Histories.recovered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.protocol.FailCode;
import io.amser.protocol.Responsible;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.WindowId;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    private static final Subscription NEW = Subscription.of(created(origin(10, START)));

    @Test
    void a_new_one_is_due_at_once_and_has_paid_nothing() {
        assertThat(NEW.nextChargeAt()).isEqualTo(START);
        assertThat(NEW.createdAt()).isEqualTo(START);
        assertThat(NEW.allowanceExpiry()).isEqualTo(EXPIRY);
        assertThat(NEW.charges()).isEqualTo(Charges.NONE);
    }

    @Test
    void a_charge_adds_up_and_opens_the_next_window() {
        var paid = Subscription.fold(paidTimes(3)).orElseThrow();

        assertThat(paid.charges())
                .isEqualTo(new Charges(
                        3, TokenAmount.of(3 * PRICE.value().longValue()), START.plus(HOUR.multipliedBy(2))));
        assertThat(paid.nextChargeAt()).isEqualTo(START.plus(HOUR.multipliedBy(3)));
        assertThat(paid.windowId()).isEqualTo(new WindowId(4));
    }

    @Test
    void an_event_of_the_module_carries_the_whole_standing() {
        var stopped = NEW.after(paused(origin(11, START), START, 1));
        var gone = stopped.after(cancelled(origin(12, START), START, 1));

        assertThat(stopped.paused()).isTrue();
        assertThat(gone.paused()).isFalse();
        assertThat(gone.cancelled()).isTrue();
    }

    @Test
    void a_charge_forgives_the_failures_before_it() {
        var failed = NEW.after(failed(origin(11, START), 1, FailCode.INSUFFICIENT_ALLOWANCE, Responsible.SUBSCRIBER));
        var paid = failed.after(charged(origin(12, START), 1, START));

        assertThat(failed.failures().bySubscriber()).isTrue();
        assertThat(failed.failures().reportedIn(new WindowId(1))).isTrue();
        assertThat(paid.failures()).isEqualTo(Failures.NONE);
    }

    @Test
    void a_window_that_closed_is_the_fault_of_a_subscriber_who_failed_in_it() {
        var failed = NEW.after(failed(origin(11, START), 1, FailCode.TRANSFER_FAILED, Responsible.SUBSCRIBER));
        var later = failed.after(failed(origin(12, START), 1, FailCode.TRANSFER_FAILED, Responsible.PROTOCOL));
        var recovered = later.after(recovered(origin(13, START), 2));

        assertThat(later.failures().responsibleForMissing(later.windowId())).isEqualTo(Responsible.SUBSCRIBER);
        assertThat(recovered.failures().responsibleForMissing(recovered.windowId()))
                .isEqualTo(Responsible.KEEPER);
        assertThat(recovered.failures().bySubscriber()).isTrue();
    }

    @Test
    void nobodys_failure_changes_nothing() {
        var event = failed(origin(11, START), 1, FailCode.PAYMENT_ALREADY_PROCESSED, Responsible.NOBODY);

        assertThat(NEW.after(event)).isEqualTo(NEW);
    }

    @Test
    void it_cannot_be_created_twice_or_without_its_creation() {
        assertThatThrownBy(() -> NEW.after(created(origin(11, START)))).hasMessageContaining("created again");
        assertThat(Subscription.fold(List.of(charged(origin(11, START), 1, START))))
                .isEmpty();
    }
}
