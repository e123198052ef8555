package io.amser.discord.role.standing;

/** Whether somebody should have a role. Whoever is not sure leaves everything as it is. */
public enum Answer {
    YES,
    NO,
    UNSURE
}
