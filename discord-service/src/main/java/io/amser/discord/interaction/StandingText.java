package io.amser.discord.interaction;

import io.amser.discord.role.audit.Entry;
import io.amser.discord.role.evidence.RoleWhy;
import io.amser.discord.role.evidence.Why;
import io.amser.discord.role.ledger.Condition;
import io.amser.discord.role.standing.Evidence;
import io.amser.protocol.ChainTime;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a member stands, in words for himself. */
final class StandingText {
    private StandingText() {}

    /** Each role in a line. */
    static String shortly(Why why) {
        return wallets(why) + "\n" + lines(why, StandingText::line);
    }

    /** Each role with the evidence behind it. */
    static String inFull(Why why) {
        return wallets(why) + "\n" + lines(why, StandingText::paragraph) + "\n" + checks(why);
    }

    private static String wallets(Why why) {
        return why.wallets().isEmpty()
                ? "No wallet is linked to you: /verify links one."
                : why.wallets().stream()
                        .map(wallet -> "`" + wallet + "`")
                        .collect(Collectors.joining(", ", "Your wallets: ", ""));
    }

    private static String lines(Why why, Function<RoleWhy, String> line) {
        return why.roles().isEmpty()
                ? "No plan gives a role here."
                : why.roles().stream().map(line).collect(Collectors.joining("\n"));
    }

    private static String line(RoleWhy role) {
        return name(role) + ": " + stands(role)
                + role.fault().map(fault -> " " + fault.words()).orElse("");
    }

    private static String stands(RoleWhy role) {
        return switch (role.standing().answer()) {
            case YES -> given(role) + until(role.standing().strongest());
            case NO -> "not yours" + reason(role) + ".";
            case UNSURE -> "stays as it is" + reason(role) + ".";
        };
    }

    private static String given(RoleWhy role) {
        return role.ours()
                .map(grant -> grant.is(Condition.CONTESTED)
                        ? "somebody here keeps taking it from you; it comes again with the next payment"
                        : "yours")
                .orElse("on its way");
    }

    private static String until(Optional<Evidence> evidence) {
        return evidence.flatMap(Evidence::until)
                        .map(end -> ", paid until " + moment(end))
                        .orElse("") + ".";
    }

    private static String reason(RoleWhy role) {
        return role.standing()
                .strongest()
                .map(evidence -> ": " + evidence.finding().words())
                .orElse(": none of your wallets subscribes");
    }

    private static String paragraph(RoleWhy role) {
        return name(role) + ": " + role.words()
                + role.last().map(StandingText::last).orElse("");
    }

    private static String last(Entry entry) {
        var answer =
                entry.status().map(status -> ", Discord answered " + status).orElse("");
        return " Last change %s: %s%s."
                .formatted(moment(entry.at()), entry.action().column(), answer);
    }

    private static String checks(Why why) {
        return "This is as of " + moment(why.asOf()) + "."
                + (why.waiting() ? " You are being looked at now." : "")
                + why.nextChange()
                        .map(time -> " The next change by time alone: " + moment(time) + ".")
                        .orElse("")
                + why.nextCheck()
                        .map(time -> " The next check: " + moment(time) + " at the latest.")
                        .orElse("");
    }

    /** Discord shows the role's name, and calls nobody for it. */
    private static String name(RoleWhy role) {
        return "<@&" + role.role() + ">";
    }

    private static String moment(ChainTime time) {
        return "<t:" + time.seconds() + ":f>";
    }

    /** Discord shows it in the reader's own time zone. */
    private static String moment(Instant time) {
        return "<t:" + time.getEpochSecond() + ":f>";
    }
}
