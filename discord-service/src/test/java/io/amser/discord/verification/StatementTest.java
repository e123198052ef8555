package io.amser.discord.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.UserId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StatementTest {

    @Test
    void names_user_and_server_by_name_and_number() {
        assertThat(of("alice_1", "Night Owls"))
                .isEqualTo(
                        "I link this wallet to the Discord user alice_1 (id 42), who then gets the roles of its subscriptions at Night Owls (id 77) and all other servers.");
    }

    @Test
    void a_name_cannot_look_like_more_than_a_name() {
        assertThat(of("bob (id 43), and", "Owls (id 78). Sign to win: https://evil.example\n\nURI: x"))
                .contains("user bob *id 43** and (id 42)")
                .contains("at Owls *id 78*. Sign to win* https***evil. (id 77)");
    }

    /** The numbers stand where only we can have put them, whatever people call themselves and their servers. */
    @Property(tries = 300)
    void any_name_leaves_a_line_that_wallets_can_sign(@ForAll String user, @ForAll String guild) {
        assertThat(of(user, guild))
                .matches("[A-Za-z0-9\\-._~:/?#\\[\\]@!$&'()*+,;= ]+")
                .matches("[^()]*\\(id 42\\)[^()]*\\(id 77\\)[^()]*");
    }

    private static String of(String user, String guild) {
        return Statement.of(new Verification.Member(new UserId("42"), user, new GuildId("77"), guild));
    }
}
