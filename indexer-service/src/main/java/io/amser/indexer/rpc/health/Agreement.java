package io.amser.indexer.rpc.health;

/** What the nodes with a voice say about one block. */
public enum Agreement {
    /** Two of them and more than contradict have it, or the only one there is. */
    AGREED,
    /** As many have another block at its height. */
    CONTRADICTED,
    /** Too few of them have any block at its height. */
    UNDECIDED;

    /**
     * Of answers to the question which block stands at a height.
     *
     * @param silent gave no answer, or have not come so far: that proves nothing
     */
    public static Agreement of(int agreeing, int contradicting, int silent) {
        if (agreeing > 0 && contradicting >= agreeing) {
            return CONTRADICTED;
        }
        var isAlone = agreeing == 1 && silent == 0;
        return agreeing > 1 || isAlone ? AGREED : UNDECIDED;
    }
}
