package io.amser.discord.server;

import java.util.Locale;

/** How a module stands at a server, as far as we know. */
enum ConnectionState {
    CONNECTED(""),
    REMOVED("The bot is no longer on the server: connect it once more, or disconnect it here."),
    /** The bot was removed, and then let in again for another module alone. */
    ENDED(
            "The bot was let onto the server again for another module: connect this one once more, or disconnect it here.");

    private final String words;

    ConnectionState(String words) {
        this.words = words;
    }

    static ConnectionState of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }

    /** As the API writes it. */
    String apiName() {
        return switch (this) {
            case CONNECTED -> "connected";
            case REMOVED -> "bot_removed";
            case ENDED -> "ended";
        };
    }

    /** For the merchant, what is wrong; nothing if nothing is. */
    String words() {
        return words;
    }
}
