package io.amser.discord.rest;

import io.amser.discord.snowflake.UserId;

/** Somebody with an account, a bot too. */
public record User(UserId id, String name) {}
