package io.amser.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.discord.rest.DiscordRefusal.Kind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {

    @ParameterizedTest
    @CsvSource({
        "50013,ROLE_ABOVE_BOT",
        "10007,NOT_A_MEMBER",
        "10013,NOT_A_MEMBER",
        "10011,ROLE_GONE",
        "50001,NO_ACCESS",
        "10004,NO_ACCESS",
        "0,OTHER",
        "50035,OTHER"
    })
    void discords_codes_are_told_in_our_words(int code, Kind kind) {
        var refusal = Answers.refusal(403, "{\"message\": \"No\", \"code\": %d}".formatted(code));

        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal).hasMessage("Discord refuses with 403, code %d: No", code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>", "[]", "17", "null", "{}", "{\"code\": \"x\", \"message\": 3}", "{\"code\": {}}"})
    void a_refusal_that_says_nothing_is_still_one(String body) {
        var refusal = Answers.refusal(400, body);

        assertThat(refusal.code()).isZero();
        assertThat(refusal.kind()).isEqualTo(Kind.OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"user\": null, \"roles\": []}",
                "{\"user\": {\"id\": \"17\", \"username\": \"a\"}, \"roles\": [17]}",
                "{\"user\": {\"id\": \"../17\", \"username\": \"a\"}, \"roles\": []}",
                "{\"user\": {\"id\": \"17\"}, \"roles\": []}"
            })
    void a_member_who_is_none_is_no_answer(String body) {
        assertThatThrownBy(() -> Answers.member(new JsonObject(body))).isInstanceOf(DiscordUnreachable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[17]",
                "[{}]",
                "[null]",
                "[{\"id\": \"1\", \"name\": \"a\", \"position\": 1, \"permissions\": \"x\"}]"
            })
    void roles_that_are_none_are_no_answer(String body) {
        assertThatThrownBy(() -> Answers.roles(new JsonArray(body))).isInstanceOf(DiscordUnreachable.class);
    }

    @Test
    void an_installation_without_a_server_is_no_answer() {
        assertThatThrownBy(() -> Answers.installed(new JsonObject("{\"access_token\": \"a\"}")))
                .isInstanceOf(DiscordUnreachable.class)
                .hasMessageContaining("no server");
    }

    @Test
    void of_two_roles_in_one_place_the_older_one_is_the_higher() {
        var roles = Answers.roles(new JsonArray("""
                [{"id": "9", "name": "old", "position": 1, "permissions": "268435456"},
                 {"id": "10", "name": "new", "position": 1, "permissions": "8"},
                 {"id": "1", "name": "top", "position": 2, "permissions": "0"}]
                """));

        assertThat(roles.get(0).isAbove(roles.get(1))).isTrue();
        assertThat(roles.get(1).isAbove(roles.get(0))).isFalse();
        assertThat(roles.get(2).isAbove(roles.get(0))).isTrue();
        assertThat(roles).extracting(Role::letsManageRoles).containsExactly(true, true, false);
    }
}
