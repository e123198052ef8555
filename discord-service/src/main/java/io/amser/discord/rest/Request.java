package io.amser.discord.rest;

import java.util.Optional;

/** One request, without what proves who sends it. */
record Request(String method, String path, Sender sender, Optional<Body> body, Optional<String> reason) {

    /** Who we are to Discord. */
    enum Sender {
        BOT,
        APPLICATION
    }

    record Body(String type, String text) {}

    static Request asBot(String method, String path) {
        return new Request(method, path, Sender.BOT, Optional.empty(), Optional.empty());
    }

    static Request asApplication(String path) {
        return new Request("POST", path, Sender.APPLICATION, Optional.empty(), Optional.empty());
    }

    Request with(String json) {
        return new Request(method, path, sender, Optional.of(new Body("application/json", json)), reason);
    }

    Request withForm(String form) {
        return new Request(
                method, path, sender, Optional.of(new Body("application/x-www-form-urlencoded", form)), reason);
    }

    Request because(String why) {
        return new Request(method, path, sender, body, Optional.of(AuditReason.header(why)));
    }
}
