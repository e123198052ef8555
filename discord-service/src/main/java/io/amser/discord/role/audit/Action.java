package io.amser.discord.role.audit;

import java.util.Locale;

/** What happened to a role of a member. */
public enum Action {
    GAVE,
    TOOK,
    /** Discord had done it before we could write it down. */
    FOUND,
    /** It is not there any more, without our doing. */
    GONE,
    CONTESTED,
    REFUSED,
    LEFT;

    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Action of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
