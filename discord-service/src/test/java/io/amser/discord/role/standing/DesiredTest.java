package io.amser.discord.role.standing;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.discord.role.Story;
import io.amser.discord.snowflake.RoleId;
import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.Responsible;
import io.amser.protocol.event.ChainEvent.OfPlan;
import io.amser.protocol.event.ChainEvent.OfSubscription;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DesiredTest {
    private static final RoleId ROLE = new RoleId("200");
    private static final Address WALLET = Story.address(30);
    private static final PlanKey PLAN = new PlanKey(Story.MODULE, new PlanId(1));
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Story story = new Story();
    private final Optional<Plan> plan = Plan.fold(List.of((OfPlan) story.plan(1).event()));
    private final List<OfSubscription> events = new ArrayList<>();

    @Test
    void nobody_gets_a_role_before_he_has_paid() {
        happen(story.subscribe(1, WALLET, 1));
        assertThat(finding(RevokeOn.FAILURE)).isEqualTo(Finding.NEVER_PAID);

        happen(story.pay(1, WALLET));
        assertThat(finding(RevokeOn.FAILURE)).isEqualTo(Finding.PAID);
    }

    @Test
    void a_failure_of_the_subscriber_takes_the_role_unless_the_merchant_lets_it_lapse() {
        happen(story.subscribe(1, WALLET, 1));
        happen(story.pay(1, WALLET));
        happen(story.fail(1, Responsible.SUBSCRIBER));

        assertThat(finding(RevokeOn.FAILURE)).isEqualTo(Finding.PAYMENT_FAILED);
        assertThat(finding(RevokeOn.LAPSE)).isEqualTo(Finding.PAID);

        happen(story.pay(1, WALLET));
        assertThat(finding(RevokeOn.FAILURE)).isEqualTo(Finding.PAID);
    }

    @Test
    void whoever_does_not_know_all_is_not_sure() {
        happen(story.subscribe(1, WALLET, 1));
        happen(story.cancel(1, WALLET));

        var unsure = Desired.of(
                List.of(mapping(RevokeOn.FAILURE)), List.of(claim(false, true, Optional.empty())), story.now());

        assertThat(unsure.of(ROLE).answer()).isEqualTo(Answer.UNSURE);
    }

    @Test
    void the_chains_word_stands_over_the_fold_but_for_a_failure_that_only_the_fold_knows() {
        happen(story.subscribe(1, WALLET, 1));
        happen(story.pay(1, WALLET));
        assertThat(findingBy(Optional.of(false))).isEqualTo(Finding.CHAIN_SAYS_INACTIVE);

        happen(story.fail(1, Responsible.SUBSCRIBER));
        assertThat(findingBy(Optional.of(true))).isEqualTo(Finding.PAYMENT_FAILED);

        happen(story.cancel(1, WALLET));
        events.removeIf(event -> event.type().equals("ExecutionFailed"));
        assertThat(findingBy(Optional.of(true))).isEqualTo(Finding.CHAIN_SAYS_ACTIVE);
    }

    @Test
    void a_role_that_no_plan_gives_is_nobodys() {
        assertThat(Desired.of(List.of(), List.of(), story.now()).of(ROLE).answer())
                .isEqualTo(Answer.NO);
    }

    /** Time alone changes an answer at the announced second, and at no other. */
    @Property(tries = 300)
    void what_time_will_change_is_known_to_the_second(
            @ForAll("happenings") List<String> happenings,
            @ForAll RevokeOn revokeOn,
            @ForAll @IntRange(max = 5_000_000) int later) {
        events.clear();
        happen(story.subscribe(1, WALLET, 1));
        happenings.forEach(this::happen);
        var now = story.now();
        var next = at(now, revokeOn).nextChange();
        var then = now.plus(Duration.ofSeconds(later));

        if (next.map(then::isBefore).orElse(true)) {
            assertThat(answer(then, revokeOn)).isEqualTo(answer(now, revokeOn));
        }
        next.ifPresent(change -> {
            assertThat(answer(change.minus(SECOND), revokeOn)).isEqualTo(Answer.YES);
            assertThat(answer(change, revokeOn)).isEqualTo(Answer.NO);
            assertThat(at(change, revokeOn).lastChange()).contains(change);
        });
    }

    @Provide
    Arbitrary<List<String>> happenings() {
        return Arbitraries.of("pay", "fail", "keeper", "pause", "resume", "cancel", "wait", "month")
                .list()
                .ofMaxSize(12);
    }

    private void happen(String what) {
        switch (what) {
            case "pay" -> happen(story.pay(1, WALLET));
            case "fail" -> happen(story.fail(1, Responsible.SUBSCRIBER));
            case "keeper" -> happen(story.fail(1, Responsible.KEEPER));
            case "pause" -> happen(story.pause(1, WALLET));
            case "resume" -> happen(story.resume(1, WALLET));
            case "cancel" -> happen(story.cancel(1, WALLET));
            case "wait" -> story.after(Duration.ofDays(4));
            default -> story.after(Story.MONTH);
        }
    }

    private void happen(PublishedEvent event) {
        events.add((OfSubscription) event.event());
    }

    private Answer answer(ChainTime now, RevokeOn revokeOn) {
        return at(now, revokeOn).of(ROLE).answer();
    }

    private Desired at(ChainTime now, RevokeOn revokeOn) {
        return Desired.of(List.of(mapping(revokeOn)), List.of(claim(false, false, Optional.empty())), now);
    }

    private Finding finding(RevokeOn revokeOn) {
        return at(story.now(), revokeOn).of(ROLE).strongest().orElseThrow().finding();
    }

    private Finding findingBy(Optional<Boolean> word) {
        return Desired.of(List.of(mapping(RevokeOn.FAILURE)), List.of(claim(false, false, word)), story.now())
                .of(ROLE)
                .strongest()
                .orElseThrow()
                .finding();
    }

    private static Mapping mapping(RevokeOn revokeOn) {
        return new Mapping(PLAN, ROLE, revokeOn);
    }

    private Claim claim(boolean blocked, boolean incomplete, Optional<Boolean> word) {
        return new Claim(
                PLAN,
                WALLET,
                plan,
                Stream.of(Subscription.fold(events)).flatMap(Optional::stream).toList(),
                blocked,
                incomplete,
                word);
    }
}
