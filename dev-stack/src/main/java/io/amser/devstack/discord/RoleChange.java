package io.amser.devstack.discord;

import java.time.Instant;
import java.util.Optional;

/** What a server's audit log says of one change of a member's roles; only what really changed stands there. */
public record RoleChange(
        Instant at, String by, String guild, String user, String role, boolean given, Optional<String> reason) {}
