package io.amser.discord.interaction;

/** What members of a server read that no merchant has connected. */
final class NotConnected {
    static final Reply REPLY = new Reply("""
            This server gives no roles for subscriptions yet. \
            Its owner connects it in the amser dashboard, under Settings → Discord.""");

    private NotConnected() {}
}
