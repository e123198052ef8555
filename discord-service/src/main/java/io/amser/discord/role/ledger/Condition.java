package io.amser.discord.role.ledger;

import java.util.Locale;

/** How far a role in the ledger is. */
public enum Condition {
    /** Discord was or will be asked to give it. */
    GRANTING,
    GRANTED,
    /** Discord was or will be asked to take it. */
    TAKING,
    /** Somebody keeps removing it: left alone until the next payment. */
    CONTESTED;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Condition of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
