package io.amser.discord.interaction;

import io.amser.discord.rest.Command;
import io.smallrye.mutiny.Uni;

/** A command that members use at servers. */
interface SlashCommand {

    /** As Discord is told of it. */
    Command command();

    Uni<Reply> answer(Use use);
}
