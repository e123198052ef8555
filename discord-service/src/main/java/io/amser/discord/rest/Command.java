package io.amser.discord.rest;

import java.util.List;

/** A slash command of servers, as members see it in their list. */
public record Command(String name, String description, List<Option> options) {

    public Command {
        options = List.copyOf(options);
    }

    public Command(String name, String description) {
        this(name, description, List.of());
    }

    /** A word that may stand behind the command. */
    public record Option(String name, String description) {}
}
