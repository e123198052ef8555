package io.amser.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.amser.devstack.discord.Asked;
import io.amser.devstack.discord.DiscordLimits;
import io.amser.devstack.discord.Fault;
import io.amser.devstack.discord.RoleChange;
import io.amser.discord.DiscordDatabase;
import io.amser.discord.limit.DiscordBusy;
import io.amser.discord.limit.Lane;
import io.amser.discord.rest.DiscordRefusal.Kind;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscordIT {
    private static final URI CALLBACK = URI.create("http://localhost:8080/v0/discord/callback");

    private static final DiscordDatabase DATABASE = new DiscordDatabase();

    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private DiscordStage stage;
    private Discord bot;

    @BeforeEach
    void open() {
        stage = new DiscordStage(DATABASE);
        stage.discord.listen(asked::add);
        bot = stage.replica();
    }

    @AfterAll
    static void end() {
        DATABASE.close();
    }

    @AfterEach
    void close() {
        try {
            assertThat(asked)
                    .allSatisfy(one ->
                            assertThat(DiscordDocument.contradictions(one)).isEmpty());
        } finally {
            stage.close();
        }
    }

    @Test
    void what_is_there_is_read() {
        assertThat(bot.me()).isEqualTo(new User(new UserId(stage.application().id()), "amser"));
        assertThat(bot.member(stage.guildId(), stage.aliceId(), Lane.REPAIR))
                .isEqualTo(new Member(new User(stage.aliceId(), "Alice"), Set.of()));
        assertThat(bot.ownMember(stage.guildId()).roles())
                .containsExactly(new RoleId(stage.discord.botRole(stage.guild)));
        assertThat(bot.roles(stage.guildId()))
                .extracting(Role::name, Role::position, Role::color, Role::managed, Role::letsManageRoles)
                .containsExactlyInAnyOrder(
                        tuple("@everyone", 0, 0, false, false),
                        tuple("Subscriber", 1, 0xF1C40F, false, false),
                        tuple("amser", 2, 0, true, true));
    }

    @Test
    void a_role_comes_and_goes_with_the_reason_in_the_audit_log() {
        grant("Paid until 1 May – abonné n° 7");
        grant("Once more");
        take("Cancelled");
        take("Once more");

        assertThat(stage.discord.changes())
                .extracting(RoleChange::given, change -> change.reason().orElse(""))
                .containsExactly(tuple(true, "Paid until 1 May – abonné n° 7"), tuple(false, "Cancelled"));
    }

    @Test
    void a_reason_that_is_too_long_is_cut_between_characters() {
        grant("é€😀".repeat(200));

        var written = stage.discord.changes().getFirst().reason().orElseThrow();
        assertThat("é€😀".repeat(200)).startsWith(written);
        assertThat(asked.getLast().requestHeaders().get("X-audit-log-reason").getFirst())
                .hasSizeBetween(480, 512);
    }

    @Test
    void a_role_above_the_bots_own_is_refused() {
        stage.discord.moveRole(stage.guild, stage.role, Integer.MAX_VALUE);

        assertRefused(Kind.ROLE_ABOVE_BOT, 403, () -> grant(""));
        assertRefused(Kind.ROLE_ABOVE_BOT, 403, () -> take(""));
    }

    @Test
    void without_the_right_to_manage_roles_all_are_refused() {
        stage.discord.allowBotToManageRoles(stage.guild, false);

        assertRefused(Kind.ROLE_ABOVE_BOT, 403, () -> grant(""));
    }

    @Test
    void a_managed_role_is_refused() {
        var managed = new RoleId(stage.discord.createManagedRole(stage.guild, "Other bot"));

        assertRefused(
                Kind.ROLE_ABOVE_BOT, 403, () -> bot.grant(stage.guildId(), stage.aliceId(), managed, "", Lane.GRANT));
    }

    @Test
    void everyone_has_everyones_role_already() {
        assertRefused(
                Kind.OTHER,
                400,
                () -> bot.grant(stage.guildId(), stage.aliceId(), new RoleId(stage.guild), "", Lane.GRANT));
    }

    @Test
    void who_has_left_is_no_member() {
        stage.discord.leave(stage.guild, stage.alice);

        assertRefused(Kind.NOT_A_MEMBER, 404, () -> grant(""));
        assertRefused(Kind.NOT_A_MEMBER, 404, () -> bot.member(stage.guildId(), stage.aliceId(), Lane.REPAIR));
    }

    @Test
    void nobody_is_no_member() {
        assertRefused(Kind.NOT_A_MEMBER, 404, () -> bot.member(stage.guildId(), new UserId("17"), Lane.REPAIR));
    }

    @Test
    void a_deleted_role_is_gone() {
        stage.discord.deleteRole(stage.guild, stage.role);

        assertRefused(Kind.ROLE_GONE, 404, () -> grant(""));
    }

    @Test
    void who_was_thrown_out_has_no_access() {
        stage.discord.kickBot(stage.guild);

        assertRefused(Kind.NO_ACCESS, 403, () -> grant(""));
        assertRefused(Kind.NO_ACCESS, 403, () -> bot.roles(stage.guildId()));
        assertRefused(Kind.NO_ACCESS, 404, () -> bot.roles(new GuildId("17")));
    }

    @Test
    void who_leaves_is_away_and_takes_his_role_along() {
        bot.leave(stage.guildId());

        assertRefused(Kind.NO_ACCESS, 403, () -> bot.leave(stage.guildId()));
        stage.discord.install(stage.guild);
        assertThat(bot.roles(stage.guildId())).hasSize(3);
    }

    @Test
    void a_token_that_is_none_is_refused() {
        var stranger = stage.replica(10_000, 1_000, "nobody");

        assertRefused(Kind.OTHER, 401, stranger::me);
    }

    @Test
    void the_server_is_the_one_that_the_code_was_given_for_and_a_code_works_once() {
        var code = stage.discord.consent(stage.guild, CALLBACK);

        assertRefused(Kind.OTHER, 400, () -> bot.exchange("invented", CALLBACK));
        assertThat(bot.exchange(code, CALLBACK)).isEqualTo(new Guild(stage.guildId(), "Café"));
        assertRefused(Kind.OTHER, 400, () -> bot.exchange(code, CALLBACK));
    }

    @Test
    void a_code_for_another_address_is_refused() {
        var code = stage.discord.consent(stage.guild, URI.create("http://localhost:8080/elsewhere"));

        assertRefused(Kind.OTHER, 400, () -> bot.exchange(code, CALLBACK));
    }

    @Test
    void commands_are_registered() {
        bot.registerCommands(
                List.of(new Command("verify", "Link a wallet"), new Command("status", "See what you have")));

        assertThat(stage.discord.commands()).containsExactlyInAnyOrder("verify", "status");
    }

    @Test
    void an_outage_is_none_of_our_mistakes() {
        for (var fault : List.of(Fault.OUTAGE, Fault.SILENCE)) {
            stage.discord.set(fault);
            assertThatThrownBy(() -> grant("")).isInstanceOf(DiscordUnreachable.class);
        }
        stage.discord.set(Fault.NONE);

        grant("");
        assertThat(stage.discord.rolesOf(stage.guild, stage.alice)).containsExactly(stage.role);
    }

    @Test
    void an_answer_that_is_lost_is_asked_for_again_and_nothing_happens_twice() {
        stage.discord.set(Fault.LOST_ANSWERS);
        assertThatThrownBy(() -> grant("Paid")).isInstanceOf(DiscordUnreachable.class);
        stage.discord.set(Fault.NONE);

        stage.patiently(() -> grant("Paid"));
        assertThat(stage.discord.changes()).hasSize(1);
    }

    @Test
    void two_hundred_changes_on_one_server_are_never_too_many() {
        for (var i = 0; i < 100; i++) {
            stage.patiently(() -> grant("Paid"));
            stage.patiently(() -> take("Lapsed"));
        }

        assertThat(stage.discord.changes()).hasSize(200);
        assertThat(stage.discord.traffic().tooMany()).isZero();
        assertThat(stage.now()).isEqualTo(DiscordStage.START.plusSeconds(190));
    }

    @Test
    void the_limit_of_one_server_holds_back_no_other() {
        var other = stage.discord.createGuild("Elsewhere", stage.alice);
        var role = new RoleId(stage.discord.createRole(other, "Fan", 0));
        stage.discord.install(other);
        stage.discord.raiseBot(other);

        for (var i = 0; i < 10; i++) {
            grant("");
        }
        assertThatThrownBy(() -> grant("")).isInstanceOf(DiscordBusy.class);
        bot.grant(new GuildId(other), stage.aliceId(), role, "", Lane.GRANT);
        bot.member(stage.guildId(), stage.aliceId(), Lane.REPAIR);

        assertThat(stage.discord.traffic().tooMany()).isZero();
    }

    @Test
    void when_somebody_else_has_used_up_a_bucket_its_refusal_is_obeyed() {
        grant("");
        stage.discord.useUpRoleChanges(stage.guild);

        var busy = catchThrowableOfType(DiscordBusy.class, () -> take(""));
        assertThat(busy.until()).isEqualTo(DiscordStage.START.plusSeconds(10));
        var before = stage.discord.traffic().requests();
        assertThatThrownBy(() -> take("")).isInstanceOf(DiscordBusy.class);
        assertThat(stage.discord.traffic().requests()).isEqualTo(before);

        stage.goTo(busy.until());
        take("");
        assertThat(stage.discord.rolesOf(stage.guild, stage.alice)).isEmpty();
    }

    @Test
    void the_limit_of_the_whole_bot_is_obeyed() {
        stage.discord.set(DiscordLimits.real().withOther(10_000).withPerSecond(0));
        var busy = catchThrowableOfType(DiscordBusy.class, bot::me);
        stage.discord.set(DiscordLimits.real().withOther(10_000).withPerSecond(10_000));

        assertThat(busy.until()).isEqualTo(stage.now().plusSeconds(1));
        stage.replica().roles(stage.guildId());
        assertThat(stage.discord.traffic().tooMany()).isEqualTo(1);
    }

    @Test
    void replicas_share_what_the_whole_bot_may_ask() throws Exception {
        stage.discord.set(DiscordLimits.real().withOther(10_000).withPerSecond(80));
        stage.letTimePass();
        var replicas = List.of(stage.replica(50, 1_000), stage.replica(50, 1_000), stage.replica(50, 1_000));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var requests = IntStream.range(0, 120)
                    .<Callable<User>>mapToObj(i -> () -> replicas.get(i % 3).me())
                    .toList();
            for (var request : threads.invokeAll(requests)) {
                assertThat(request.get().name()).isEqualTo("amser");
            }
        }

        assertThat(stage.discord.traffic().tooMany()).isZero();
    }

    @Test
    void too_many_refusals_stop_all_replicas_long_before_discord_bans_them() {
        var replicas = List.of(stage.replica(10_000, 20), stage.replica(10_000, 20));
        stage.discord.kickBot(stage.guild);

        var refused = 0;
        for (var i = 0; i < 60; i++) {
            try {
                replicas.get(i % 2).roles(stage.guildId());
            } catch (DiscordRefusal _) {
                refused++;
            } catch (DiscordBusy busy) {
                assertThat(busy.until())
                        .isAfter(stage.now())
                        .isBefore(stage.now().plusSeconds(12 * 60));
            }
        }

        assertThat(refused).isEqualTo(20);
        assertThat(stage.count("amser.discord.invalid")).isEqualTo(20);
        assertThat(stage.count("amser.discord.limited")).isZero();
        assertThat(stage.discord.traffic().requests()).isEqualTo(20);
    }

    @Test
    void who_is_banned_waits_as_long_as_he_is_told() {
        stage.discord.set(DiscordLimits.real().withOther(10_000).withInvalid(1));
        stage.discord.kickBot(stage.guild);
        assertRefused(Kind.NO_ACCESS, 403, () -> bot.roles(stage.guildId()));

        var busy = catchThrowableOfType(DiscordBusy.class, bot::me);

        assertThat(busy.until()).isEqualTo(stage.now().plus(Duration.ofMinutes(10)));
        assertThatThrownBy(() -> stage.replica().me()).isInstanceOf(DiscordBusy.class);
        assertThat(stage.discord.traffic().requests()).isEqualTo(2);
    }

    private void grant(String reason) {
        bot.grant(stage.guildId(), stage.aliceId(), stage.roleId(), reason, Lane.GRANT);
    }

    private void take(String reason) {
        bot.take(stage.guildId(), stage.aliceId(), stage.roleId(), reason, Lane.REVOKE);
    }

    private void assertRefused(Kind kind, int status, Runnable request) {
        assertThatThrownBy(() -> stage.patiently(request)).isInstanceOfSatisfying(DiscordRefusal.class, refusal -> {
            assertThat(refusal.kind()).isEqualTo(kind);
            assertThat(refusal.status()).isEqualTo(status);
        });
    }
}
