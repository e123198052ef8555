package io.amser.discord.role.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.discord.role.Story;
import io.amser.discord.role.ledger.Basis;
import io.amser.discord.role.ledger.Basis.Payment;
import io.amser.discord.role.ledger.Condition;
import io.amser.discord.role.ledger.RoleGrant;
import io.amser.discord.role.standing.Claim;
import io.amser.discord.role.standing.Desired;
import io.amser.discord.role.standing.Mapping;
import io.amser.discord.role.standing.RevokeOn;
import io.amser.discord.role.sync.Step.Contest;
import io.amser.discord.role.sync.Step.Forget;
import io.amser.discord.role.sync.Step.Give;
import io.amser.discord.role.sync.Step.Keep;
import io.amser.discord.role.sync.Step.Take;
import io.amser.discord.role.sync.SyncDecision.Act;
import io.amser.discord.role.sync.SyncDecision.Look;
import io.amser.discord.snowflake.RoleId;
import io.amser.protocol.EventId;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.TxHash;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SyncDecisionTest {
    private static final RoleId ROLE = new RoleId("200");
    private static final Optional<Set<RoleId>> UNSEEN = Optional.empty();
    private static final Optional<Set<RoleId>> THERE = Optional.of(Set.of(ROLE));
    private static final Optional<Set<RoleId>> MISSING = Optional.of(Set.of());
    private static final Basis JANUARY = basis('1');
    private static final Basis FEBRUARY = basis('2');

    @Test
    void nobody_gets_a_role_before_we_have_looked_whether_he_has_it_from_somebody_else() {
        assertThat(wanted(JANUARY, UNSEEN)).isEqualTo(new Look());
        assertThat(wanted(JANUARY, THERE)).isEqualTo(new Act(List.of()));
        assertThat(wanted(JANUARY, MISSING)).isEqualTo(new Act(List.of(new Give(ROLE, JANUARY, 0))));
    }

    @Test
    void what_is_not_in_the_ledger_is_never_taken() {
        assertThat(unwanted(THERE)).isEqualTo(new Act(List.of()));
    }

    @Test
    void what_is_ours_and_unwanted_is_taken_without_looking() {
        var grant = grant(Condition.GRANTED, 0);

        assertThat(unwanted(UNSEEN, grant)).isEqualTo(new Act(List.of(new Take(grant))));
        assertThat(unwanted(MISSING, grant)).isEqualTo(new Act(List.of(new Forget(grant))));
    }

    @Test
    void what_was_asked_for_when_a_process_died_is_looked_at_first() {
        for (var intent : List.of(Condition.GRANTING, Condition.TAKING)) {
            var grant = grant(intent, 0);
            assertThat(wanted(JANUARY, UNSEEN, grant)).isEqualTo(new Look());
            assertThat(wanted(JANUARY, THERE, grant)).isEqualTo(new Act(List.of(new Keep(ROLE, JANUARY, 0, true))));
            assertThat(wanted(JANUARY, MISSING, grant)).isEqualTo(new Act(List.of(new Give(ROLE, JANUARY, 0))));
            assertThat(unwanted(UNSEEN, grant)).isEqualTo(new Look());
            assertThat(unwanted(THERE, grant)).isEqualTo(new Act(List.of(new Take(grant))));
            assertThat(unwanted(MISSING, grant)).isEqualTo(new Act(List.of(new Forget(grant))));
        }
    }

    @Test
    void what_somebody_undoes_is_given_again_twice_and_then_contested() {
        assertThat(wanted(JANUARY, MISSING, grant(Condition.GRANTED, 0)))
                .isEqualTo(new Act(List.of(new Give(ROLE, JANUARY, 1))));
        assertThat(wanted(JANUARY, MISSING, grant(Condition.GRANTED, 1)))
                .isEqualTo(new Act(List.of(new Give(ROLE, JANUARY, 2))));
        assertThat(wanted(JANUARY, MISSING, grant(Condition.GRANTED, 2)))
                .isEqualTo(new Act(List.of(new Contest(grant(Condition.CONTESTED, 3)))));
        assertThat(wanted(JANUARY, MISSING, grant(Condition.CONTESTED, 3))).isEqualTo(new Act(List.of()));
    }

    @Test
    void a_payment_ends_the_quarrel() {
        assertThat(wanted(FEBRUARY, MISSING, grant(Condition.CONTESTED, 3)))
                .isEqualTo(new Act(List.of(new Give(ROLE, FEBRUARY, 0))));
        assertThat(wanted(FEBRUARY, UNSEEN, grant(Condition.GRANTED, 2)))
                .isEqualTo(new Act(List.of(new Keep(ROLE, FEBRUARY, 0, false))));
    }

    @Test
    void discord_is_not_asked_about_a_role_that_it_refuses_to_change() {
        var faults = Set.of(ROLE);
        var grant = grant(Condition.GRANTED, 0);

        assertThat(SyncDecision.decide(desired(true), Map.of(ROLE, JANUARY), List.of(), faults, UNSEEN))
                .isEqualTo(new Act(List.of()));
        assertThat(SyncDecision.decide(desired(false), Map.of(), List.of(grant), faults, UNSEEN))
                .isEqualTo(new Act(List.of()));
    }

    /** Doing what was decided, however often and whatever was known before, ends at once: nothing flaps. */
    @Property(tries = 1000)
    void what_is_done_is_done(
            @ForAll boolean wanted,
            @ForAll boolean there,
            @ForAll boolean ours,
            @ForAll boolean looks,
            @ForAll boolean paidSince,
            @ForAll Condition condition,
            @ForAll @IntRange(max = 3) int undone) {
        var member = new Member(
                there, ours ? Optional.of(grant(condition, undone)) : Optional.empty(), paidSince ? FEBRUARY : JANUARY);
        var foreign = there && !ours;

        member.follow(wanted, looks);
        var changes = member.changes;
        member.follow(wanted, looks);
        member.follow(wanted, true);

        assertThat(changes).isLessThanOrEqualTo(1);
        if (looks || !ours) {
            assertThat(member.changes).isEqualTo(changes);
        }
        assertThat(foreign && !member.there)
                .as("a role of somebody else's was taken")
                .isFalse();
        if (wanted) {
            assertThat(member.there || member.contested()).isTrue();
        } else {
            assertThat(member.ours).isEmpty();
            assertThat(member.there).isEqualTo(foreign || (there && ours && condition == Condition.CONTESTED));
        }
    }

    /** One role of one member, and what becomes of it. */
    private static final class Member {
        private final Basis basis;
        private boolean there;
        private Optional<RoleGrant> ours;
        private int changes;

        Member(boolean there, Optional<RoleGrant> ours, Basis basis) {
            this.there = there;
            this.ours = ours;
            this.basis = basis;
        }

        boolean contested() {
            return ours.map(grant -> grant.is(Condition.CONTESTED)).orElse(false);
        }

        void follow(boolean wanted, boolean looks) {
            var decision = decide(wanted, looks ? seen() : UNSEEN);
            if (decision instanceof Look) {
                decision = decide(wanted, seen());
            }
            ((Act) decision).steps().forEach(this::act);
        }

        private Optional<Set<RoleId>> seen() {
            return there ? THERE : MISSING;
        }

        private SyncDecision decide(boolean wanted, Optional<Set<RoleId>> has) {
            return SyncDecision.decide(
                    desired(wanted), Map.of(ROLE, basis), ours.stream().toList(), Set.of(), has);
        }

        private void act(Step step) {
            switch (step) {
                case Give give -> {
                    change(true);
                    ours = Optional.of(
                            new RoleGrant(ROLE, Condition.GRANTED, Optional.of(give.basis()), give.undone()));
                }
                case Take _ -> {
                    change(false);
                    ours = Optional.empty();
                }
                case Keep keep ->
                    ours = Optional.of(
                            new RoleGrant(ROLE, Condition.GRANTED, Optional.of(keep.basis()), keep.undone()));
                case Contest contest -> ours = Optional.of(contest.grant());
                case Forget _ -> ours = Optional.empty();
            }
        }

        private void change(boolean given) {
            if (there != given) {
                changes++;
            }
            there = given;
        }
    }

    private static SyncDecision wanted(Basis basis, Optional<Set<RoleId>> has, RoleGrant... ledger) {
        return SyncDecision.decide(desired(true), Map.of(ROLE, basis), List.of(ledger), Set.of(), has);
    }

    private static SyncDecision unwanted(Optional<Set<RoleId>> has, RoleGrant... ledger) {
        return SyncDecision.decide(desired(false), Map.of(), List.of(ledger), Set.of(), has);
    }

    private static Desired desired(boolean wanted) {
        var plan = new PlanKey(Story.MODULE, new PlanId(1));
        var claim = new Claim(plan, Story.address(30), Optional.empty(), List.of(), false, false, Optional.of(wanted));
        return Desired.of(List.of(new Mapping(plan, ROLE, RevokeOn.FAILURE)), List.of(claim), Story.START);
    }

    private static RoleGrant grant(Condition condition, int undone) {
        return new RoleGrant(ROLE, condition, Optional.of(JANUARY), undone);
    }

    private static Basis basis(char month) {
        return new Basis(
                Story.address(30),
                Story.MODULE,
                Optional.of(SubscriptionId.of(1)),
                Optional.of(new Payment(
                        new EventId("evt_" + String.valueOf(month).repeat(26)),
                        new TxHash("0x" + String.valueOf(month).repeat(64)))));
    }
}
