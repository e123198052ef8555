package io.amser.discord.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.discord.rest.Member;
import io.amser.discord.rest.Role;
import io.amser.discord.rest.User;
import io.amser.discord.server.OfferedRole.Hindrance;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OfferedRoleTest {
    private static final GuildId GUILD = new GuildId("100");
    private static final long MANAGE_ROLES = 1L << 28;
    private static final Role EVERYONE = role("100", 0, 0);
    private static final Role LOW = role("1", 1, 0);
    private static final Role BOT = role("2", 2, MANAGE_ROLES);
    private static final Role HIGH = role("3", 3, 0);

    @Test
    void the_bot_gives_what_stands_below_its_own_role() {
        assertThat(hindrance(LOW, BOT)).isEmpty();
        assertThat(hindrance(HIGH, BOT)).contains(Hindrance.ABOVE_BOT);
    }

    @Test
    void what_makes_its_holder_a_moderator_is_not_for_sale() {
        assertThat(hindrance(role("1", 1, 1L << 2), BOT)).contains(Hindrance.POWERFUL);
        assertThat(hindrance(role("3", 3, 1L << 3), BOT)).contains(Hindrance.POWERFUL);
        assertThat(Hindrance.POWERFUL.isLasting()).isTrue();
    }

    @Test
    void of_two_roles_in_one_place_the_one_with_the_smaller_number_is_the_higher() {
        assertThat(hindrance(role("3", 2, 0), BOT)).isEmpty();
        assertThat(hindrance(role("1", 2, 0), BOT)).contains(Hindrance.ABOVE_BOT);
    }

    @Test
    void without_manage_roles_it_gives_none() {
        assertThat(hindrance(LOW, role("2", 2, 0))).contains(Hindrance.NO_PERMISSION);
        assertThat(hindrance(LOW, role("2", 2, 1L << 3))).isEmpty();
    }

    @Test
    void what_everyone_may_do_the_bot_may_do_too() {
        var roles = List.of(role("100", 0, MANAGE_ROLES), LOW, role("2", 2, 0));

        assertThat(OfferedRole.of(GUILD, roles, bot("2")))
                .filteredOn(offered -> offered.role().equals(LOW))
                .extracting(OfferedRole::hindrance)
                .containsExactly(Optional.empty());
    }

    @Test
    void roles_that_nobody_gives_by_hand_are_not_offered() {
        var managed = new Role(new RoleId("1"), "Booster", 1, 0, 0, true);

        assertThat(hindrance(managed, BOT)).contains(Hindrance.MANAGED);
        assertThat(hindrance(EVERYONE, BOT)).contains(Hindrance.EVERYONE);
        assertThat(Hindrance.MANAGED.isLasting()).isTrue();
        assertThat(Hindrance.ABOVE_BOT.isLasting()).isFalse();
    }

    @Test
    void the_list_begins_at_the_top() {
        assertThat(OfferedRole.of(GUILD, List.of(LOW, EVERYONE, HIGH, BOT), bot("2")))
                .extracting(OfferedRole::role)
                .containsExactly(HIGH, BOT, LOW, EVERYONE);
    }

    private static Optional<Hindrance> hindrance(Role role, Role ofBot) {
        var roles = role.equals(ofBot) ? List.of(EVERYONE, ofBot) : List.of(EVERYONE, role, ofBot);
        return OfferedRole.of(GUILD, roles, bot(ofBot.id().value())).stream()
                .filter(offered -> offered.role().equals(role))
                .findFirst()
                .orElseThrow()
                .hindrance();
    }

    private static Member bot(String role) {
        return new Member(new User(new UserId("9"), "amser"), Set.of(new RoleId(role)));
    }

    private static Role role(String id, int position, long permissions) {
        return new Role(new RoleId(id), "Role", position, permissions, 0, false);
    }
}
