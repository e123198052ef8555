package io.amser.protocol;

/** What a merchant's module does; in the order of the factory's module ids. */
public enum ModuleKind {
    SUBSCRIPTIONS,
    CREDITS
}
