package io.amser.discord.role.sync;

import io.amser.discord.limit.DiscordBusy;
import io.amser.discord.rest.DiscordUnreachable;
import io.amser.eventlog.clock.WrittenHead;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Uses a server's turn: follows its wishes until there are none left, Discord asks to wait, or others have waited long enough. */
final class SyncServer {
    private static final Logger LOG = Logger.getLogger(SyncServer.class);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration WHILE_BEHIND = Duration.ofMillis(200);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);
    private static final Duration LONGEST_PUT_OFF = Duration.ofHours(1);

    private final Books books;
    private final InspectServer inspection;
    private final SyncMember members;
    private final Supplier<Optional<WrittenHead>> judged;
    private final Duration inspectEvery;
    private final InstantSource time;

    /** @param judged the head by whose time members are judged; empty while the log is being caught up with */
    SyncServer(
            Books books,
            InspectServer inspection,
            SyncMember members,
            Supplier<Optional<WrittenHead>> judged,
            Duration inspectEvery,
            InstantSource time) {
        this.books = books;
        this.inspection = inspection;
        this.members = members;
        this.judged = judged;
        this.inspectEvery = inspectEvery;
        this.time = time;
    }

    /** Gives the turn back; if the database cannot be reached, the lease ends by itself. */
    void use(Turn turn) {
        try {
            var resumeAt = work(turn);
            books.release(turn, resumeAt, 0);
        } catch (DiscordBusy e) {
            books.release(turn, e.until(), 0);
        } catch (TurnLost e) {
            LOG.debug(e.getMessage());
        } catch (DiscordUnreachable | SyncMember.UnexpectedRefusal e) {
            LOG.warnf("Server %s waits: %s", turn.guild(), e.getMessage());
            putOff(turn);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Server %s waits", turn.guild());
            putOff(turn);
        }
    }

    private void putOff(Turn turn) {
        var attempts = turn.attempts() + 1;
        books.release(turn, time.instant().plus(backoff(attempts, LONGEST_SILENCE)), attempts);
    }

    /** Answers when to go on. */
    private Instant work(Turn turn) {
        var began = time.instant();
        if (turn.inspectedAt().isBefore(began.minus(inspectEvery)) && !inspect(turn)) {
            return began;
        }
        if (books.botIsAway(turn)) {
            books.sleep(turn);
            return began;
        }
        while (time.instant().isBefore(began.plus(LONGEST))) {
            var head = judged.get();
            var wish = head.flatMap(_ -> books.next(turn));
            if (wish.isEmpty()) {
                break;
            }
            switch (follow(turn, wish.get(), head.orElseThrow())) {
                case DONE -> {}
                case BEHIND -> {
                    return time.instant().plus(WHILE_BEHIND);
                }
                case BOT_REMOVED -> {
                    return time.instant();
                }
            }
        }
        return time.instant();
    }

    /** Answers whether the bot is there, as far as we know. */
    private boolean inspect(Turn turn) {
        books.inspecting(turn);
        if (books.isOurs(turn)) {
            return inspection.inspect(turn);
        }
        books.inspected(turn);
        return true;
    }

    /** Whom Discord tells nothing about, or who fails for no reason that we know, holds nobody else up. */
    private SyncMember.Outcome follow(Turn turn, Wish wish, WrittenHead head) {
        try {
            return members.follow(turn, wish, head);
        } catch (DiscordBusy | TurnLost e) {
            throw e;
        } catch (DiscordUnreachable e) {
            books.putOff(turn, wish, time.instant().plus(backoff(wish.attempts() + 1, LONGEST_SILENCE)));
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "Member %s of server %s is put off", wish.user(), turn.guild());
            books.putOff(turn, wish, time.instant().plus(backoff(wish.attempts() + 1, LONGEST_PUT_OFF)));
            return SyncMember.Outcome.DONE;
        }
    }

    private static Duration backoff(int attempts, Duration longest) {
        var seconds = 1L << Math.min(attempts, 20);
        return seconds > longest.toSeconds() ? longest : Duration.ofSeconds(seconds);
    }
}
