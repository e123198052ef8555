package io.amser.discord.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.discord.role.Story;
import io.amser.discord.role.audit.Action;
import io.amser.discord.role.audit.Entry;
import io.amser.discord.role.evidence.RoleWhy;
import io.amser.discord.role.evidence.Why;
import io.amser.discord.role.fault.RoleFault;
import io.amser.discord.role.standing.Answer;
import io.amser.discord.role.standing.Desired.Standing;
import io.amser.discord.role.standing.Evidence;
import io.amser.discord.role.standing.Finding;
import io.amser.discord.snowflake.RoleId;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingTextTest {
    private static final RoleId PRO = new RoleId("500");
    private static final Address WALLET = Story.address(77);
    private static final ChainTime END = new ChainTime(1_777_000_000);
    private static final Instant NOON = Instant.parse("2026-04-01T12:00:00Z");

    @Test
    void a_member_without_wallets_is_told_how_to_link_one() {
        assertThat(StandingText.shortly(why(List.of(), role(Optional.empty()))))
                .contains("/verify")
                .contains("<@&500>: not yours: none of your wallets subscribes.");
    }

    @Test
    void a_role_says_why_it_is_not_there() {
        assertThat(StandingText.shortly(why(List.of(WALLET), role(Optional.of(Finding.LAPSED)))))
                .contains("Your wallets: `" + WALLET + "`")
                .contains("<@&500>: not yours: " + Finding.LAPSED.words() + ".");
    }

    @Test
    void a_role_that_was_paid_is_on_its_way_until_we_gave_it() {
        assertThat(StandingText.shortly(why(List.of(WALLET), role(Optional.of(Finding.PAID)))))
                .contains("<@&500>: on its way, paid until <t:1777000000:f>.");
    }

    @Test
    void what_discord_refuses_is_said_in_words() {
        var refused = new RoleFault(PRO, RoleFault.ABOVE_BOT, NOON);
        var role = new RoleWhy(
                PRO,
                standing(Optional.of(Finding.PAID)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(refused),
                Optional.empty());

        assertThat(StandingText.shortly(why(List.of(WALLET), role))).contains("move the bot's role above it");
    }

    @Test
    void the_evidence_is_told_with_discords_last_answer_and_the_next_check() {
        var last = new Entry(NOON, PRO, Action.GAVE, "Paid.", Optional.empty(), Optional.of(204), 0);
        var role = new RoleWhy(
                PRO,
                standing(Optional.of(Finding.PAID)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(last));

        assertThat(StandingText.inFull(why(List.of(WALLET), role)))
                .contains("Wallet " + WALLET + ": paid")
                .contains("Last change <t:" + NOON.getEpochSecond() + ":f>: gave, Discord answered 204.")
                .contains("The next check: <t:" + NOON.getEpochSecond() + ":f>")
                .contains("The next change by time alone: <t:1777000000:f>");
    }

    @Test
    void a_server_without_mappings_has_nothing_to_tell() {
        assertThat(StandingText.shortly(
                        new Why(Story.START, List.of(), List.of(), false, Optional.empty(), Optional.empty())))
                .contains("No plan gives a role here.");
    }

    private static Why why(List<Address> wallets, RoleWhy role) {
        return new Why(Story.START, wallets, List.of(role), true, Optional.of(END), Optional.of(NOON));
    }

    private static RoleWhy role(Optional<Finding> finding) {
        return new RoleWhy(
                PRO, standing(finding), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Standing standing(Optional<Finding> finding) {
        var plan = new PlanKey(Story.MODULE, new PlanId(1));
        var evidence =
                finding.map(found -> new Evidence(plan, WALLET, Optional.empty(), found, Optional.of(END))).stream()
                        .toList();
        var answer = finding.map(Finding::answer).orElse(Answer.NO);
        return new Standing(answer, evidence);
    }
}
