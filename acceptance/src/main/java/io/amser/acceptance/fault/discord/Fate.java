package io.amser.acceptance.fault.discord;

/** What becomes of somebody while the bot is away. */
enum Fate {
    GOES_ON(true, true),
    SUBSCRIBES(false, true),
    CANCELS(true, false),
    HAS_NO_MONEY(true, false),
    PAUSES(true, false),
    IS_BLOCKED(true, false),
    /** An administrator takes his role. */
    IS_ROBBED(true, true),
    /** An administrator gives him the role that he does not pay for. */
    IS_FAVOURED(false, true),
    LEAVES_THE_SERVER(true, false),
    /** He subscribes, and nobody knows whose wallet it is. */
    NEVER_VERIFIES(false, false);

    private final boolean paysBefore;
    private final boolean hasRoleAfter;

    Fate(boolean paysBefore, boolean hasRoleAfter) {
        this.paysBefore = paysBefore;
        this.hasRoleAfter = hasRoleAfter;
    }

    boolean paysBefore() {
        return paysBefore;
    }

    boolean hasRoleAfter() {
        return hasRoleAfter;
    }
}
