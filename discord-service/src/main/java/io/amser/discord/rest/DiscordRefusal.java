package io.amser.discord.rest;

/** Discord has understood a request and refuses it; asking again changes nothing. */
public final class DiscordRefusal extends RuntimeException {

    /** What a refusal means for us. */
    public enum Kind {
        /** The bot lacks Manage Roles, or the role stands above its own. */
        ROLE_ABOVE_BOT,
        /** The user has left the server, or was never there. */
        NOT_A_MEMBER,
        /** The role was deleted. */
        ROLE_GONE,
        /** The bot is no longer on the server, or the server is gone. */
        NO_ACCESS,
        OTHER;

        static Kind of(int code) {
            return switch (code) {
                case 50013 -> ROLE_ABOVE_BOT;
                case 10007, 10013 -> NOT_A_MEMBER;
                case 10011 -> ROLE_GONE;
                case 50001, 10004 -> NO_ACCESS;
                default -> OTHER;
            };
        }
    }

    private final int status;
    private final int code;

    DiscordRefusal(int status, int code, String message) {
        super("Discord refuses with %d, code %d: %s".formatted(status, code, message));
        this.status = status;
        this.code = code;
    }

    /** Of HTTP. */
    public int status() {
        return status;
    }

    /** Of Discord's own table; 0 where it gives none. */
    public int code() {
        return code;
    }

    public Kind kind() {
        return Kind.of(code);
    }
}
