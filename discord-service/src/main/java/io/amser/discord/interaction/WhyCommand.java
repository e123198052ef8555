package io.amser.discord.interaction;

import io.amser.discord.rest.Command;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** /why: the evidence behind each role that the member has or has not. */
@ApplicationScoped
class WhyCommand implements SlashCommand {
    private final Standings standings;

    WhyCommand(Standings standings) {
        this.standings = standings;
    }

    @Override
    public Command command() {
        return new Command("why", "See why you have a role here, or have it not");
    }

    @Override
    public Uni<Reply> answer(Use use) {
        return standings.of(use, StandingText::inFull);
    }
}
