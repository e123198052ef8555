package io.amser.discord.role.standing;

/** What was found about one wallet and one plan: what speaks for a role comes first, then what is nearest to it. */
public enum Finding {
    PAID(Answer.YES, "paid"),
    CHAIN_SAYS_ACTIVE(Answer.YES, "active by the chain's own word"),
    INCOMPLETE(Answer.UNSURE, "our record of it is incomplete, and the chain has not been asked yet"),
    PAYMENT_FAILED(Answer.NO, "a payment failed and the subscriber has to act"),
    LAPSED(Answer.NO, "the paid time is over"),
    PAUSED(Answer.NO, "it is paused"),
    BLOCKED(Answer.NO, "the merchant blocks this wallet"),
    CANCELLED(Answer.NO, "it was cancelled"),
    NEVER_PAID(Answer.NO, "nothing was paid yet"),
    CHAIN_SAYS_INACTIVE(Answer.NO, "not active by the chain's own word"),
    NO_SUBSCRIPTION(Answer.NO, "this wallet does not subscribe");

    private final Answer answer;
    private final String words;

    Finding(Answer answer, String words) {
        this.answer = answer;
        this.words = words;
    }

    public Answer answer() {
        return answer;
    }

    public String words() {
        return words;
    }
}
