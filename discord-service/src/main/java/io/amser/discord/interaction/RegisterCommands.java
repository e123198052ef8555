package io.amser.discord.interaction;

import io.amser.discord.rest.Command;
import io.amser.discord.rest.Discord;
import io.amser.discord.rest.DiscordConfig;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells Discord at start which commands there are, for as long as it does not hear; each replica does, since once more changes nothing. */
@ApplicationScoped
class RegisterCommands {
    private static final Logger LOG = Logger.getLogger(RegisterCommands.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Discord discord;
    private final boolean isThereABot;
    private final List<Command> commands;
    private @Nullable Thread telling;

    RegisterCommands(Discord discord, DiscordConfig config, @All List<SlashCommand> commands) {
        this.discord = discord;
        this.isThereABot =
                config.applicationId().isPresent() && config.botToken().isPresent();
        this.commands = commands.stream().map(SlashCommand::command).toList();
    }

    void begin(@Observes StartupEvent start) {
        if (isThereABot) {
            telling = Thread.ofVirtual().name("register-commands").start(this::tell);
        } else {
            LOG.warn("There is no bot: set amser.discord.application-id and amser.discord.bot-token");
        }
    }

    void end(@Observes ShutdownEvent stop) {
        if (telling != null) {
            telling.interrupt();
        }
    }

    private void tell() {
        try {
            for (var pause = FIRST_PAUSE; !isTold(); pause = longer(pause)) {
                Thread.sleep(pause);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isTold() {
        try {
            discord.registerCommands(commands);
            LOG.infof(
                    "Discord knows our commands: %s",
                    commands.stream().map(Command::name).toList());
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("Discord does not take our commands: %s", e.getMessage());
            return false;
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
