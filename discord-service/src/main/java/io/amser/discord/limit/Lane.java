package io.amser.discord.limit;

/** Who goes first when there is not room for all: a role that somebody no longer pays for is taken before one is given, and both before what is merely checked. */
public enum Lane {
    REVOKE,
    GRANT,
    REPAIR
}
