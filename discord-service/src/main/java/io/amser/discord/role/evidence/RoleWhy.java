package io.amser.discord.role.evidence;

import io.amser.discord.role.audit.Entry;
import io.amser.discord.role.audit.Words;
import io.amser.discord.role.fault.RoleFault;
import io.amser.discord.role.ledger.Basis.Payment;
import io.amser.discord.role.ledger.Condition;
import io.amser.discord.role.ledger.RoleGrant;
import io.amser.discord.role.standing.Desired.Standing;
import io.amser.discord.snowflake.RoleId;
import java.util.Optional;

/**
 * The evidence about one role of one member.
 *
 * @param standing what he should have, with the subscriptions that say so, the strongest first
 * @param payment the newest one of the strongest subscription
 * @param ours how the role stands in our ledger, if we gave it
 * @param fault why Discord does not let us change it, if so
 * @param last what was done about it last, with Discord's answer
 */
public record RoleWhy(
        RoleId role,
        Standing standing,
        Optional<Payment> payment,
        Optional<RoleGrant> ours,
        Optional<RoleFault> fault,
        Optional<Entry> last) {

    /** In a few sentences, without the role's name. */
    public String words() {
        return standing.strongest()
                        .map(Words::sentence)
                        .orElse("None of your linked wallets subscribes to a plan that gives this role.")
                + payment.map(p -> " Last payment: " + p.tx() + ".").orElse("")
                + state()
                + fault.map(f -> " " + f.words()).orElse("");
    }

    private String state() {
        return switch (standing.answer()) {
            case YES -> ours.map(RoleWhy::given).orElse(" We have not given you this role.");
            case NO -> ours.isPresent() ? " It is about to be taken." : "";
            case UNSURE -> " Nothing changes until the chain has been asked.";
        };
    }

    private static String given(RoleGrant grant) {
        return grant.is(Condition.CONTESTED)
                ? " Somebody on this server keeps removing it, so it is left alone until the next payment."
                : " You have it from us.";
    }
}
