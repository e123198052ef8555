package io.amser.webhook.timer;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import io.amser.protocol.EventId;
import io.amser.protocol.FailCode;
import io.amser.protocol.Responsible;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.OfProcessor;
import io.amser.protocol.event.ChainEvent.OfSubscriber;
import io.amser.protocol.event.ChainEvent.OfSubscription;
import io.amser.protocol.event.ChainEvent.SubscriberBlocked;
import io.amser.protocol.event.EventOrigin;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.ProcessorPauses;
import io.amser.protocol.subscription.Subscription;
import io.amser.protocol.subscription.SubscriptionAt;
import io.amser.webhook.event.Lapse;
import io.amser.webhook.event.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever branches come and go, a merchant knows in the end what the chain that stays would have told him. */
class LapsesOfBranchesTest {
    static final Duration INTERVAL = Duration.ofHours(1);
    static final Duration GRACE = Duration.ofMinutes(10);
    static final Duration NOTICE = Duration.ofHours(2);
    private static final long BEGIN = 1_000_000;
    private static final Plan PLAN = plan();

    /** What happens in a block, if it can. */
    enum Deed {
        NOTHING,
        CHARGE,
        FAIL,
        PAUSE,
        RESUME,
        RECOVER,
        BLOCK,
        UNBLOCK,
        PAUSE_PROCESSOR,
        UNPAUSE_PROCESSOR
    }

    /**
     * A block more.
     *
     * @param back how many of the newest ones it replaces
     */
    record Step(int back, int seconds, Deed deed) {}

    record Block(Branch at, List<ChainEvent> events) {}

    @Property(tries = 500)
    void what_was_told_and_not_taken_back_is_what_the_chain_that_stays_tells(@ForAll("steps") List<Step> steps) {
        var merchant = new Merchant();
        for (var step : steps) {
            merchant.see(step);
        }

        var witness = new Merchant();
        merchant.chain.stream().skip(1).forEach(witness::see);

        assertThat(merchant.standing()).isEqualTo(witness.standing());
    }

    @Property(tries = 500)
    void nothing_is_told_that_stands_and_nothing_taken_back_that_does_not(@ForAll("steps") List<Step> steps) {
        var merchant = new Merchant();
        for (var step : steps) {
            merchant.see(step);
        }

        assertThat(merchant.mistakes).isEmpty();
    }

    @Property(tries = 500)
    void whoever_looks_only_when_told_to_look_misses_nothing(@ForAll("steps") List<Step> steps) {
        var always = new Merchant();
        var asTold = new Merchant();
        asTold.lazy = true;
        for (var step : steps) {
            always.see(step);
            asTold.see(step);
        }

        assertThat(asTold.standing()).isEqualTo(always.standing());
    }

    /** The charge comes in the block by which the lapse was noticed at first, in another branch. */
    @Example
    void a_lapse_that_a_lower_block_of_the_new_branch_brings_as_well_stands_whatever_follows() {
        what_was_told_and_not_taken_back_is_what_the_chain_that_stays_tells(List.of(
                new Step(0, 10, Deed.CHARGE),
                new Step(0, 4_000, Deed.NOTHING),
                new Step(0, 150, Deed.NOTHING),
                new Step(0, 100, Deed.NOTHING),
                new Step(2, 260, Deed.NOTHING),
                new Step(0, 10, Deed.CHARGE)));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var back = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(1, 4)));
        var deed = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Deed.NOTHING)),
                Tuple.of(2, Arbitraries.just(Deed.CHARGE)),
                Tuple.of(3, Arbitraries.of(Deed.class)));
        return Combinators.combine(back, Arbitraries.integers().between(1, 2_000), deed)
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(40);
    }

    /** One who hears of every head, and what he knows. */
    static final class Merchant {
        final List<Block> chain = new ArrayList<>();
        private final Map<LapseKey, ToldLapse> told = new HashMap<>();
        private final List<String> mistakes = new ArrayList<>();
        private final Set<LapseKey> ever = new HashSet<>();
        private Optional<ChainTime> next = Optional.of(new ChainTime(0));
        private boolean lazy;
        private boolean keptOpen;
        private int branches;

        Merchant() {
            var first = new Branch(0, 1, new ChainTime(BEGIN));
            chain.add(new Block(first, List.of(first.created(BEGIN + 40_000))));
        }

        Set<LapseKey> standing() {
            return Set.copyOf(told.keySet());
        }

        /** Answers what the step took back, the newest first. */
        List<ChainEvent> see(Step step) {
            var gone = new ArrayList<ChainEvent>();
            for (var i = 0; i < step.back() && chain.size() > 1; i++) {
                gone.addAll(chain.removeLast().events());
            }
            branches += step.back() > 0 ? 1 : 0;
            var last = chain.getLast().at();
            var at = new Branch(branches, last.block() + 1, last.time().plus(Duration.ofSeconds(step.seconds())));
            see(new Block(at, deed(step.deed(), at)), gone);
            return gone;
        }

        void see(Block block) {
            see(block, List.of());
        }

        private void see(Block block, List<ChainEvent> gone) {
            chain.add(block);
            var touching = Stream.concat(gone.stream(), block.events().stream()).toList();
            var touched = touching.stream()
                    .filter(event -> !(event instanceof OfProcessor) || keptOpen || isOld(event))
                    .map(event -> event.origin().blockNumber())
                    .min(Comparator.naturalOrder());
            var head = block.at().head(chain.size()).head();
            var doubtful = told.values().stream()
                    .filter(one -> one.isInDoubt(head, touched))
                    .collect(Collectors.toUnmodifiableSet());
            if (lazy
                    && touched.isEmpty()
                    && doubtful.isEmpty()
                    && next.map(head.timestamp()::isBefore).orElse(true)) {
                return;
            }
            var now = Judgement.of(state(events(), head.timestamp()), Optional.empty(), NOTICE);
            next = now.next();
            keptOpen = now.keptOpen();
            var key = Samples.SUBSCRIPTION;
            LapseDecision.decide(key, now, List.copyOf(told.values()), doubtful, this::heldThen, head)
                    .forEach(decision -> follow(decision, head.number(), head.timestamp()));
        }

        /** As the tables have it: a pause touches what was told in a block that is not before it. */
        private boolean isOld(ChainEvent event) {
            return told.values().stream()
                    .anyMatch(one -> one.block().compareTo(event.origin().blockNumber()) >= 0);
        }

        private boolean heldThen(ToldLapse one) {
            var past = new PastSituations(situation(events(), one.firedAt()), events());
            return past.at(one.block(), one.firedAt())
                    .map(then -> then.judged(NOTICE).lapsed().stream()
                            .anyMatch(lapse ->
                                    LapseKey.of(Samples.SUBSCRIPTION, lapse).equals(one.key())))
                    .orElse(false);
        }

        private void follow(LapseDecision decision, BlockNumber block, ChainTime time) {
            switch (decision) {
                case LapseDecision.Tell tell -> {
                    var key = LapseKey.of(tell.subscription(), tell.lapse());
                    var one = new ToldLapse(
                            key, EventId.of(new UUID(0, tell.lapse().number())), false, block, time);
                    ever.add(key);
                    if (told.put(key, one) != null) {
                        mistakes.add("told twice: " + key);
                    }
                    if (!time.isAfter(tell.lapse().at()) && !(tell.lapse() instanceof Lapse.AllowanceExpiring)) {
                        mistakes.add("told before its time: " + key);
                    }
                }
                case LapseDecision.Keep(var one) -> told.put(one.key(), one);
                case LapseDecision.TakeBack(var one) -> {
                    if (told.remove(one.key()) == null) {
                        mistakes.add("taken back untold: " + one.key());
                    }
                }
            }
        }

        private List<ChainEvent> events() {
            return chain.stream().flatMap(block -> block.events().stream()).toList();
        }

        private List<ChainEvent> deed(Deed deed, Branch at) {
            var state = state(events(), at.time());
            var subscription = state.subscription();
            return switch (deed) {
                case NOTHING -> List.of();
                case CHARGE -> when(isDue(state), () -> at.charged(state));
                case FAIL ->
                    when(
                            isDue(state),
                            () -> at.failed(subscription, Responsible.SUBSCRIBER, FailCode.INSUFFICIENT_ALLOWANCE));
                case PAUSE -> when(!subscription.paused(), () -> at.paused(subscription));
                case RESUME -> when(subscription.paused(), () -> at.resumed(state));
                case RECOVER ->
                    when(
                            state.windowMissed() && !subscription.paused() && !state.blocked(),
                            () -> at.recovered(subscription));
                case BLOCK -> when(!state.blocked(), at::blocked);
                case UNBLOCK -> when(state.blocked(), at::unblocked);
                case PAUSE_PROCESSOR -> when(!state.pauses().paused(), at::processorPaused);
                case UNPAUSE_PROCESSOR -> when(state.pauses().paused(), at::processorUnpaused);
            };
        }

        private static boolean isDue(SubscriptionAt state) {
            return state.queued()
                    && !state.pauses().paused()
                    && !state.now().isBefore(state.subscription().nextChargeAt());
        }

        private static List<ChainEvent> when(boolean possible, Supplier<ChainEvent> event) {
            return possible ? List.of(event.get()) : List.of();
        }
    }

    private static SubscriptionAt state(List<ChainEvent> events, ChainTime now) {
        return situation(events, now).state();
    }

    private static Situation situation(List<ChainEvent> events, ChainTime now) {
        var blocked = Branch.only(events, OfSubscriber.class).stream()
                .max(Comparator.comparing(ChainEvent::origin, EventOrigin.CHAIN_ORDER))
                .map(last -> last instanceof SubscriberBlocked)
                .orElse(false);
        var subscription =
                Subscription.fold(Branch.only(events, OfSubscription.class)).orElseThrow();
        var pauses = ProcessorPauses.fold(Branch.only(events, OfProcessor.class));
        return new Situation(
                subscription.at(now, PLAN, blocked, pauses),
                Optional.empty(),
                Branch.PROCESSOR,
                Samples.MERCHANT,
                false);
    }

    private static Plan plan() {
        var sampled = Plan.of(Samples.planCreated());
        return new Plan(
                sampled.key(),
                sampled.token(),
                sampled.price(),
                INTERVAL,
                GRACE,
                sampled.metadataHash(),
                sampled.decimals(),
                sampled.symbol(),
                true,
                sampled.createdAt());
    }
}
