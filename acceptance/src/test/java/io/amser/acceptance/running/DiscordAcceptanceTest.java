package io.amser.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.acceptance.club.Club;
import io.amser.acceptance.club.Fan;
import io.amser.acceptance.stage.Stage;
import io.amser.devstack.discord.DiscordLimits;
import io.amser.devstack.platform.Service;
import io.amser.devstack.session.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From a merchant's click on Connect to a member's role, through every service between them. */
class DiscordAcceptanceTest {
    private final Stage stage = SharedStage.get();
    private final Club club = Club.found(stage, "The club");

    @AfterEach
    void close() {
        club.close();
    }

    @Test
    void four_steps_lead_from_a_server_to_a_role_which_goes_when_nobody_pays_any_more() {
        var arrival = club.connect();
        var offered = roles();
        stage.platform().discord().raiseBot(club.guild());
        var mapped = club.map("failure").expecting(200).json();
        var fan = Fan.of(stage, club, "Frieda");
        fan.link();
        fan.subscribe(1);

        assertThat(arrival.getPath()).isEqualTo("/discord/connected");
        assertThat(arrival.getQuery()).isEqualTo("server=The+club");
        assertThat(offered)
                .filteredOn(role -> text(role, "role_id").equals(club.role()))
                .singleElement()
                .satisfies(role -> assertThat(text(role, "hindrance")).contains("above"));
        assertThat(mapped.at("/role/manageable").asBoolean()).isTrue();
        Stage.await("the role", fan::hasRole);
        var why = club.session()
                .get("/v0/discord/members/" + fan.user().id())
                .expecting(200)
                .json()
                .at("/roles/0");
        assertThat(text(why, "entitled")).isEqualTo("yes");
        assertThat(text(why, "wallet")).isEqualTo(fan.account().address().value());
        assertThat(fan.says("why")).contains("Last payment: " + text(why, "tx_hash"));
        Stage.await(
                "the status", () -> club.status().at("/sync/state").asString().equals("settled"));
        assertThat(club.status().get("linked_members").asLong()).isEqualTo(1);
        assertThat(club.status().get("roles_given").asLong()).isEqualTo(1);
        assertThat(club.status().get("errors")).isEmpty();

        stage.node().advance(Club.INTERVAL.plus(Club.GRACE).plusMinutes(1));
        Stage.await("the role to go", () -> !fan.hasRole());
        assertThat(reasons(fan)).hasSize(2);
    }

    @Test
    void who_subscribes_before_he_verifies_gets_the_role_when_he_does_and_loses_it_with_the_link() {
        setUp();
        var fan = Fan.of(stage, club, "Emil");
        fan.subscribe(5);
        stage.awaitApplied(Service.DISCORD);

        assertThat(fan.hasRole()).isFalse();
        fan.link();
        Stage.await("the role", fan::hasRole);
        fan.says("unlink");
        Stage.await("the role to go", () -> !fan.hasRole());
    }

    @Test
    void a_member_who_pauses_loses_the_role_and_has_it_again_when_he_goes_on() {
        setUp();
        var fan = Fan.of(stage, club, "Paula");
        fan.link();
        fan.subscribe(5);
        Stage.await("the role", fan::hasRole);

        fan.subscriber().pause(fan.subscription());
        Stage.await("the role to go", () -> !fan.hasRole());
        fan.subscriber().resume(fan.subscription());
        Stage.await("the role to come back", fan::hasRole);
    }

    @Test
    void one_server_and_one_plan_are_all_at_launch_and_the_refusal_says_how_there_can_be_more() {
        setUp();
        var discord = stage.platform().discord();
        var other = discord.createGuild("Another", discord.createUser("Owner"));
        var brought = club.consent(other);

        assertThat(club.comeBack(brought, other).getQuery()).isEqualTo("problem=too_many_servers");
        assertThat(discord.isBotOn(other)).isFalse();
        var second = club.merchant().createPlan("Daily", Club.PRICE, Duration.ofDays(1), Club.GRACE);
        stage.awaitApplied(Service.DISCORD);
        var refused = club.map(second, "failure");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(text(refused.json(), "code")).isEqualTo("too_many_mappings");
        assertThat(text(refused.json(), "detail")).contains("amser.discord.server.mappings");
    }

    @Test
    void a_server_is_the_one_that_discord_names_and_nobody_can_end_what_another_one_began() {
        var discord = stage.platform().discord();
        var foreign = discord.createGuild("Not theirs", discord.createUser("Owner"));
        var brought = club.consent(club.guild());

        try (var thief = Club.found(stage, "Thieves")) {
            assertThat(thief.comeBack(brought, thief.guild()).getQuery()).isEqualTo("problem=unknown_install");
        }
        assertThat(club.comeBack(brought, foreign).getQuery()).isEqualTo("problem=unknown_install");
        club.comeBack(club.consent(club.guild()), foreign);
        assertThat(text(club.status(), "guild_id")).isEqualTo(club.guild());
    }

    @Test
    void a_bot_that_was_thrown_out_is_named_in_the_status_and_finds_what_it_missed_when_it_is_let_in_again() {
        setUp();
        var fan = Fan.of(stage, club, "Karl");
        fan.link();
        var discord = stage.platform().discord();
        discord.kickBot(club.guild());
        fan.subscribe(5);

        Stage.await("the status", () -> !club.status().get("errors").isEmpty());
        assertThat(text(club.status().get("errors").get(0), "message")).contains("connect it once more");
        club.connect();
        discord.raiseBot(club.guild());
        club.map("failure").expecting(200);

        Stage.await("the role", fan::hasRole);
        Stage.await("the errors to go", () -> club.status().get("errors").isEmpty());
    }

    @Test
    void a_merchant_who_asks_more_often_than_discord_allows_waits_a_moment_and_is_answered() {
        setUp();

        for (var i = 0; i <= DiscordLimits.real().other(); i++) {
            assertThat(roles()).isNotEmpty();
        }
    }

    @Test
    void disconnecting_takes_back_what_was_given_and_nothing_else() {
        setUp();
        var fan = Fan.of(stage, club, "Dora");
        fan.link();
        fan.subscribe(5);
        var friend = Fan.of(stage, club, "Friend of the owner");
        stage.platform().discord().giveByHand(club.guild(), friend.user(), club.role());
        Stage.await("the role", fan::hasRole);

        club.session().delete("/v0/discord/connection").expecting(204);

        Stage.await("the role to go", () -> !fan.hasRole());
        assertThat(friend.hasRole()).isTrue();
        assertThat(club.session()
                        .get("/v0/discord/status")
                        .expecting(200)
                        .json()
                        .get("servers"))
                .isEmpty();
    }

    private void setUp() {
        club.connect();
        stage.platform().discord().raiseBot(club.guild());
        Answer mapped = club.map("failure");
        mapped.expecting(200);
    }

    private List<JsonNode> roles() {
        return club.session()
                .get("/v0/discord/roles")
                .expecting(200)
                .json()
                .valueStream()
                .toList();
    }

    /** What the server's own audit log says of the bot's changes of somebody's roles. */
    private List<String> reasons(Fan fan) {
        return stage.platform().discord().changes().stream()
                .filter(change -> change.user().equals(fan.user().id()))
                .flatMap(change -> change.reason().stream())
                .toList();
    }

    private static String text(JsonNode json, String name) {
        return json.get(name).asString();
    }
}
