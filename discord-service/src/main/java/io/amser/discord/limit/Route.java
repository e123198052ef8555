package io.amser.discord.limit;

/**
 * A kind of request that Discord limits together.
 *
 * @param major the number of the server, for which the limit holds apart; empty where there is none
 */
public record Route(String kind, String major) {}
