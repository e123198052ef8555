package io.amser.acceptance.fault.keeper;

/** Who has money for what: most for everything, some from hand to mouth, and a few only for the beginning. */
record Purses(Size size) {

    private static final int HAND_TO_MOUTH = 11;
    private static final int RUNS_DRY = 41;

    /** Each twentieth wallet has two subscriptions. */
    int wallets() {
        return size.subscriptions() - size.subscriptions() / 20;
    }

    private int shared() {
        return size.subscriptions() - wallets();
    }

    /** For so many charges of each of its subscriptions a wallet has money, the one that was made before included. */
    int windowsFunded(int wallet) {
        if (runsDry(wallet)) {
            return 2;
        }
        return wallet % HAND_TO_MOUTH == 0 ? 1 + wallet / HAND_TO_MOUTH % size.windows() : size.windows() + 1;
    }

    /** Nobody gives it more when it is short. */
    boolean runsDry(int wallet) {
        return wallet >= shared() && wallet % RUNS_DRY == 0;
    }

    /** How often a subscription of this wallet is to be charged in the end, the charge before included. */
    int chargesDue(int wallet) {
        return runsDry(wallet) ? windowsFunded(wallet) : size.windows() + 1;
    }
}
