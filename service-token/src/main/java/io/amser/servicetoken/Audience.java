package io.amser.servicetoken;

/** A service behind the API. */
public enum Audience {
    WEBHOOK_SERVICE,
    DISCORD_SERVICE,
    KEEPER_SERVICE
}
