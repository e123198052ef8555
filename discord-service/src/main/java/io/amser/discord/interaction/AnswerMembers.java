package io.amser.discord.interaction;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Lets commands be answered, always and in time: after three seconds Discord tells the member that we are out of order. */
@ApplicationScoped
class AnswerMembers {
    private static final Logger LOG = Logger.getLogger(AnswerMembers.class);

    /** Discord waits for three; the way there and back takes a part of them. */
    static final Duration MOST = Duration.ofSeconds(2);

    private final Map<String, SlashCommand> commands;
    private final Duration most;

    @Inject
    AnswerMembers(@All List<SlashCommand> commands) {
        this(commands, MOST);
    }

    AnswerMembers(List<SlashCommand> commands, Duration most) {
        this.commands = commands.stream()
                .collect(Collectors.toUnmodifiableMap(
                        command -> command.command().name(), Function.identity()));
        this.most = most;
    }

    Uni<Reply> answer(Interaction.OfCommand asked) {
        return Optional.ofNullable(commands.get(asked.name()))
                .map(command -> inTime(asked.name(), Uni.createFrom().deferred(() -> command.answer(asked.use()))))
                .orElseGet(() -> Uni.createFrom()
                        .item(new Reply("There is no such command any more. Use /verify, /status, /why or /unlink.")));
    }

    /** What has begun is brought to its end, even when nobody waits for it any more. */
    private Uni<Reply> inTime(String name, Uni<Reply> work) {
        var begun = work.onFailure()
                .invoke(e -> LOG.warnf(e, "/%s could not be answered", name))
                .subscribeAsCompletionStage();
        return Uni.createFrom()
                .completionStage(() -> begun.thenApply(Function.identity()))
                .ifNoItem()
                .after(most)
                .recoverWithItem(Reply.LATER)
                .onFailure()
                .recoverWithItem(Reply.LATER);
    }
}
