package io.amser.discord.verification;

import java.util.regex.Pattern;

/** What a wallet's owner agrees to, in words that name him and the server. */
final class Statement {
    /** What is left of the characters that ERC-4361 takes when nothing may look like a part of the sentence around a name. */
    private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9._~#!*+= -]");

    private static final int LONGEST_NAME = 40;

    private Statement() {}

    static String of(Verification.Member member) {
        return "I link this wallet to the Discord user %s (id %s), who then gets the roles of its subscriptions at %s (id %s) and all other servers."
                .formatted(fitting(member.userName()), member.user(), fitting(member.guildName()), member.guild());
    }

    /** Numbers say who is meant; a name is for the eye alone. */
    private static String fitting(String name) {
        var fit = UNFIT.matcher(name).replaceAll("*");
        var cut = fit.length() > LONGEST_NAME ? fit.substring(0, LONGEST_NAME) : fit;
        return cut.isBlank() ? "*" : cut.strip();
    }
}
