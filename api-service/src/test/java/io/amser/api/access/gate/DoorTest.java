package io.amser.api.access.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v0/auth/check",
                "/v0/auth/check/",
                "/v0/modules/0x1/plans",
                "/v0/tokens",
                "/v0/tokens/0x1",
                "/v0/due",
                "/v0/status",
                "/v0/discord/interactions"
            })
    void stands_open_where_data_is_public(String path) {
        assertThat(Door.at(path)).isEqualTo(Door.PUBLIC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v0/auth/nonce", "/v0/auth/verify", "/v0/discord/verifications/abc"})
    void is_the_web_apps_on_the_way_to_a_session(String path) {
        assertThat(Door.at(path)).isEqualTo(Door.WEB_APP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v0/auth/session",
                "/v0/auth/logout",
                "/v0/api-keys",
                "/v0/api-keys/1",
                "/v0/discord/servers",
                "/v0/discord/verifications/abc/more"
            })
    void takes_sessions_alone_where_rights_are_given(String path) {
        assertThat(Door.at(path)).isEqualTo(Door.SESSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v0/plans/0x1",
                "/v0/webhooks",
                "/v0/events",
                "/v0/whatever-comes-next",
                "/v0/status/more",
                "/v0/tokens/0x1/more",
                "/v0/tokensx",
                "/v0/modules//plans",
                "/v0/Auth/check"
            })
    void asks_for_credentials_wherever_nobody_said_otherwise(String path) {
        assertThat(Door.at(path)).isEqualTo(Door.MERCHANT);
    }
}
