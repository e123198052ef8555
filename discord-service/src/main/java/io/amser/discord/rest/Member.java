package io.amser.discord.rest;

import io.amser.discord.snowflake.RoleId;
import java.util.Set;

/** A user on a server, with the roles that he has there; @everyone is not among them. */
public record Member(User user, Set<RoleId> roles) {

    public Member {
        roles = Set.copyOf(roles);
    }
}
