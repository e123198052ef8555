package io.amser.discord.interaction;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What a member reads under the command that he used, and nobody else. */
record Reply(String text) {
    /** In time, whatever goes on behind. */
    static final Reply LATER = new Reply("That takes longer than usual, and may be done yet. Try again in a minute.");

    private static final int PONG = 1;
    private static final int MESSAGE = 4;

    private static final int FOR_HIM_ALONE = 1 << 6;
    private static final int WITHOUT_PREVIEWS = 1 << 2;

    private static final int LONGEST = 2_000;

    static JsonObject pong() {
        return new JsonObject().put("type", PONG);
    }

    /** Names that members and servers give themselves call nobody. */
    JsonObject json() {
        var message = new JsonObject()
                .put("content", text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text)
                .put("flags", FOR_HIM_ALONE | WITHOUT_PREVIEWS)
                .put("allowed_mentions", new JsonObject().put("parse", new JsonArray()));
        return new JsonObject().put("type", MESSAGE).put("data", message);
    }
}
