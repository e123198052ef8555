package io.amser.keeper.concern;

/**
 * Something that somebody may have to see to.
 *
 * @param subject which of several things it is about; empty if there is only one
 * @param sentence what is wrong and what to do
 */
public record Concern(Kind kind, String subject, String sentence) {

    /** What can be wrong; each is a series of the metric {@code amser_keeper_concerns}. */
    public enum Kind {
        NODES_UNREACHABLE,
        DATABASE_UNREACHABLE,
        ROUND_BROKEN,
        WALLET_EMPTY,
        WALLET_LOW,
        GAS_TOO_DEAR,
        BUDGET_SPENT,
        NONCES_DRIFTED,
        PROCESSOR_PAUSED,
        NOT_ADMITTED,
        TOKEN_DELISTED,
        TOP_UPS_UNSEEN,
        SOURCE_SILENT,
        SIGNER_SILENT,
        FORECASTS_HALTED,
        FORECASTS_UNPUBLISHED
    }

    public static Concern of(Kind kind, String sentence) {
        return new Concern(kind, "", sentence);
    }

    boolean isAbout(Concern other) {
        return kind == other.kind && subject.equals(other.subject);
    }
}
