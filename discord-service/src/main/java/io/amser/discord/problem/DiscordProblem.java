package io.amser.discord.problem;

import io.amser.jsonroutes.ProblemCode;

/** What can be wrong with requests about Discord alone. */
public enum DiscordProblem implements ProblemCode {
    WRONG_DISCORD_SIGNATURE(401, "Discord has not signed this request, or not just now"),
    MALFORMED_MESSAGE(401, "The message to sign in with does not follow ERC-4361"),
    MESSAGE_MISMATCH(401, "The message is not the one that the link asks for"),
    MALFORMED_SIGNATURE(401, "The signature is none"),
    WRONG_SIGNER(401, "The wallet did not sign this text"),
    UNKNOWN_VERIFICATION(404, "No such link is known"),
    UNKNOWN_INSTALL(404, "No such connection was begun"),
    UNKNOWN_MODULE(404, "No such module is known"),
    UNKNOWN_PLAN(404, "No such plan is known"),
    UNKNOWN_ROLE(404, "No such role is known"),
    UNKNOWN_MAPPING(404, "No such mapping is known"),
    NOT_CONNECTED(409, "No server is connected"),
    INSTALL_DECLINED(409, "The bot was not let onto a server"),
    BOT_REMOVED(409, "The bot is no longer on the server"),
    ROLE_NOT_MANAGEABLE(409, "The bot can never give this role"),
    TOO_MANY_SERVERS(409, "The module is connected to as many servers as may be"),
    TOO_MANY_MAPPINGS(409, "As many plans give a role at the server as may"),
    REFUSED_BY_DISCORD(409, "Discord refuses"),
    VERIFICATION_USED(409, "The link has been used"),
    VERIFICATION_EXPIRED(410, "The link has expired"),
    CHAIN_UNAVAILABLE(503, "The chain does not answer"),
    DISCORD_UNAVAILABLE(503, "Discord does not answer");

    private final int status;
    private final String title;

    DiscordProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
