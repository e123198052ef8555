package io.amser.devstack.discord;

/** Somebody with an account; a bot too. */
public record DiscordUser(String id, String name, boolean bot) {}
