package io.amser.discord.rest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** The application that is our bot, as Discord's developer portal shows it. */
@ConfigMapping(prefix = "amser.discord")
public interface DiscordConfig {

    /** Where Discord's API begins. */
    @WithDefault("https://discord.com/api/v10")
    URI restUrl();

    /** Where merchants are sent to let the bot onto a server. */
    @WithDefault("https://discord.com/oauth2/authorize")
    URI authorizeUrl();

    /** Discord's number for the application. */
    Optional<String> applicationId();

    /** What Discord signs interactions with, 32 bytes in hexadecimal. */
    Optional<String> publicKey();

    /** What the application proves itself with when a merchant comes back from Discord. */
    Optional<String> clientSecret();

    /** What the bot signs in with. */
    Optional<String> botToken();
}
