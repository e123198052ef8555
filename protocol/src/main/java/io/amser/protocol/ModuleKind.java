package io.amser.protocol;

/** What a merchant's module does; in the order of the factory's module ids. */
public enum ModuleKind {
    SUBSCRIPTIONS,
    CREDITS;

    private static final ModuleKind[] BY_NUMBER = values();

    public static ModuleKind ofChain(int number) {
        if (number < 0 || number >= BY_NUMBER.length) {
            throw new IllegalArgumentException("The contracts know no module id " + number);
        }
        return BY_NUMBER[number];
    }
}
