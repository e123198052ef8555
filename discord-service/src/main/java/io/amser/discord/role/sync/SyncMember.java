package io.amser.discord.role.sync;

import io.amser.discord.limit.DiscordBusy;
import io.amser.discord.limit.Lane;
import io.amser.discord.role.audit.Action;
import io.amser.discord.role.audit.Entry;
import io.amser.discord.role.audit.Words;
import io.amser.discord.role.ledger.Condition;
import io.amser.discord.role.ledger.RoleGrant;
import io.amser.discord.role.reconciliation.AskTheApi;
import io.amser.discord.role.standing.Desired;
import io.amser.discord.role.sync.PendingWishes.Seen;
import io.amser.discord.role.sync.Reply.Done;
import io.amser.discord.role.sync.Reply.Refused;
import io.amser.discord.role.sync.Step.Contest;
import io.amser.discord.role.sync.Step.Forget;
import io.amser.discord.role.sync.Step.Give;
import io.amser.discord.role.sync.Step.Keep;
import io.amser.discord.role.sync.Step.Take;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import io.amser.eventlog.clock.WrittenHead;
import io.amser.protocol.ChainTime;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows one wish: brings the roles of one member in line with what should be, as plain code on a virtual thread. */
final class SyncMember {
    private static final int OK = 204;

    private final Books books;
    private final Roles roles;
    private final AskTheApi api;
    private final SyncMetrics metrics;
    private final InstantSource time;

    SyncMember(Books books, Roles roles, AskTheApi api, SyncMetrics metrics, InstantSource time) {
        this.books = books;
        this.roles = roles;
        this.api = api;
        this.metrics = metrics;
        this.time = time;
    }

    /** How it went. */
    enum Outcome {
        DONE,
        /** The tables do not tell everything up to the head by which we judge: nobody is judged. */
        BEHIND,
        /** The bot is not on the server any more. */
        BOT_REMOVED
    }

    /** A busy or silent Discord is an exception, after which the wish is still there. */
    Outcome follow(Turn turn, Wish wish, WrittenHead head) {
        var now = head.head().timestamp();
        var facts = books.facts(turn, wish.user(), head);
        if (!facts.covered()) {
            return Outcome.BEHIND;
        }
        if (wish.reconciles() && api.hasNews(facts.claims(), now, () -> books.hold(turn))) {
            metrics.drifted(1);
            facts = books.facts(turn, wish.user(), head);
        }
        return new Visit(turn, wish, facts, facts.desired(now)).make(now);
    }

    /** One member at one moment. */
    private final class Visit {
        private final Turn turn;
        private final UserId user;
        private final Wish wish;
        private final Facts facts;
        private final Desired desired;
        private Optional<Boolean> here = Optional.empty();

        Visit(Turn turn, Wish wish, Facts facts, Desired desired) {
            this.turn = turn;
            this.user = wish.user();
            this.wish = wish;
            this.facts = facts;
            this.desired = desired;
        }

        Outcome make(ChainTime now) {
            var first = wish.look() ? new SyncDecision.Look() : decide(Optional.empty());
            var lost = switch (first) {
                case SyncDecision.Look _ -> lookAndAct();
                case SyncDecision.Act(var steps) -> act(steps);
            };
            if (lost) {
                books.botRemoved(turn);
                return Outcome.BOT_REMOVED;
            }
            books.finish(turn, wish, new Seen(here, desired.nextChange().filter(now::isBefore), desired.lastChange()));
            return Outcome.DONE;
        }

        private SyncDecision decide(Optional<Set<RoleId>> has) {
            return SyncDecision.decide(desired, facts.bases(desired), facts.ledger(), facts.faults(), has);
        }

        /** Answers whether the bot was removed. */
        private boolean lookAndAct() {
            return switch (roles.ofMember(turn.guild(), user, wish.lane(Lane.GRANT))) {
                case Done<Set<RoleId>>(var has) -> {
                    here = Optional.of(true);
                    yield decide(Optional.of(has)) instanceof SyncDecision.Act(var steps) && act(steps);
                }
                case Refused<Set<RoleId>> refusal -> cannotBeSeen(refusal);
            };
        }

        private boolean cannotBeSeen(Refused<?> refusal) {
            return switch (refusal.kind()) {
                case NOT_A_MEMBER -> {
                    left(refusal);
                    yield false;
                }
                case NO_ACCESS -> true;
                case ROLE_ABOVE_BOT, ROLE_GONE, OTHER -> throw new UnexpectedRefusal(refusal);
            };
        }

        private boolean act(List<Step> steps) {
            for (var step : steps) {
                if (wish.reconciles() && !(step instanceof Keep)) {
                    metrics.drifted(1);
                }
                var lost = switch (step) {
                    case Give give -> give(give);
                    case Take take -> take(take.grant());
                    case Keep keep -> keep(keep);
                    case Contest contest -> contest(contest.grant());
                    case Forget forget -> forget(forget.grant());
                };
                if (lost || here.equals(Optional.of(false))) {
                    return lost;
                }
            }
            return false;
        }

        private boolean give(Give step) {
            var role = step.role();
            var before = ours(role);
            var grant = new RoleGrant(role, Condition.GRANTING, Optional.of(step.basis()), step.undone());
            var reason = Words.forGiving(desired.of(role), step.basis(), step.undone());
            books.intend(turn, user, grant);
            var reply = asking(role, before, () -> roles.give(turn.guild(), user, role, reason, wish.lane(Lane.GRANT)));
            return switch (reply) {
                case Done<Roles.Changed> _ ->
                    settle(
                            role,
                            Optional.of(grant.as(Condition.GRANTED)),
                            entry(grant, Action.GAVE, reason, Optional.of(OK), 0));
                case Refused<Roles.Changed> refusal -> refused(grant, Optional.empty(), refusal);
            };
        }

        private boolean take(RoleGrant grant) {
            var role = grant.role();
            var reason = whyTaken(grant);
            books.intend(turn, user, grant.as(Condition.TAKING));
            var reply = asking(
                    role,
                    Optional.of(grant),
                    () -> roles.take(turn.guild(), user, role, reason, wish.lane(Lane.REVOKE)));
            return switch (reply) {
                case Done<Roles.Changed> _ ->
                    settle(role, Optional.empty(), entry(grant, Action.TOOK, reason, Optional.of(OK), 0));
                case Refused<Roles.Changed> refusal ->
                    refused(grant, Optional.of(grant.as(Condition.GRANTED)), refusal);
            };
        }

        private boolean keep(Keep step) {
            var grant = new RoleGrant(step.role(), Condition.GRANTED, Optional.of(step.basis()), step.undone());
            if (!step.news()) {
                books.undo(turn, user, step.role(), Optional.of(grant));
                return false;
            }
            var reason = Words.forGiving(desired.of(step.role()), step.basis(), 0);
            return settle(step.role(), Optional.of(grant), entry(grant, Action.FOUND, reason, Optional.empty(), 0));
        }

        private boolean contest(RoleGrant grant) {
            var reason = "Somebody has removed it %d times since the last payment: left alone until the next one."
                    .formatted(grant.undone());
            return settle(
                    grant.role(), Optional.of(grant), entry(grant, Action.CONTESTED, reason, Optional.empty(), 0));
        }

        private boolean forget(RoleGrant grant) {
            var action = grant.is(Condition.TAKING) ? Action.TOOK : Action.GONE;
            return settle(grant.role(), Optional.empty(), entry(grant, action, whyTaken(grant), Optional.empty(), 0));
        }

        private String whyTaken(RoleGrant grant) {
            return Words.forTaking(
                    desired.of(grant.role()), facts.mapped(grant.role()), grant.basis(), facts.takenBack(grant));
        }

        /** What a limit held back did not happen; of what got no answer, the intent stays. */
        private Reply<Roles.Changed> asking(RoleId role, Optional<RoleGrant> before, Request request) {
            try {
                return request.ask();
            } catch (DiscordBusy e) {
                books.undo(turn, user, role, before);
                throw e;
            }
        }

        private boolean refused(RoleGrant grant, Optional<RoleGrant> after, Refused<?> refusal) {
            metrics.changed(Action.REFUSED);
            return switch (refusal.kind()) {
                case NOT_A_MEMBER -> {
                    left(refusal);
                    yield false;
                }
                case NO_ACCESS -> {
                    books.undo(turn, user, grant.role(), after);
                    yield true;
                }
                case ROLE_ABOVE_BOT, ROLE_GONE, OTHER -> {
                    var reason = refusal.message();
                    books.refused(
                            turn,
                            user,
                            grant,
                            after,
                            entry(grant, Action.REFUSED, reason, Optional.of(refusal.status()), refusal.code()));
                    yield false;
                }
            };
        }

        private void left(Refused<?> refusal) {
            here = Optional.of(false);
            var entries = facts.ledger().stream()
                    .map(grant -> entry(
                            grant,
                            Action.LEFT,
                            "He has left the server.",
                            Optional.of(refusal.status()),
                            refusal.code()))
                    .toList();
            books.left(turn, user, entries);
        }

        private boolean settle(RoleId role, Optional<RoleGrant> after, Entry entry) {
            books.settle(turn, user, role, after, entry);
            metrics.changed(entry.action());
            return false;
        }

        private Entry entry(RoleGrant grant, Action action, String reason, Optional<Integer> status, int code) {
            return new Entry(time.instant(), grant.role(), action, reason, grant.basis(), status, code);
        }

        private Optional<RoleGrant> ours(RoleId role) {
            return facts.ledger().stream()
                    .filter(grant -> grant.role().equals(role))
                    .findFirst();
        }
    }

    private interface Request {
        Reply<Roles.Changed> ask();
    }

    /** Discord refuses something that it has no reason to refuse. */
    static final class UnexpectedRefusal extends RuntimeException {
        UnexpectedRefusal(Refused<?> refusal) {
            super("%s (%d, code %d)".formatted(refusal.message(), refusal.status(), refusal.code()));
        }
    }
}
