package io.amser.protocol.onchain;

import static io.amser.protocol.onchain.Accounts.KEEPER;
import static io.amser.protocol.onchain.Accounts.MERCHANT;
import static io.amser.protocol.onchain.Accounts.OWNER;
import static io.amser.protocol.onchain.Accounts.SUBSCRIBER;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.Reason;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.Call;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.call.Permit2Calls;
import io.amser.protocol.call.ProcessorCalls;
import io.amser.protocol.decoding.EventDecoder;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.AllowanceSet;
import io.amser.protocol.event.ChainEvent.OfPlan;
import io.amser.protocol.event.ChainEvent.OfProcessor;
import io.amser.protocol.event.ChainEvent.OfSubscriber;
import io.amser.protocol.event.ChainEvent.OfSubscription;
import io.amser.protocol.event.ChainEvent.SubscriberBlocked;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.ProcessorPauses;
import io.amser.protocol.subscription.StandingAllowance;
import io.amser.protocol.subscription.Subscription;
import io.amser.protocol.subscription.SubscriptionAt;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Merchant, subscriber, keeper and owner do whatever comes to their minds; Java and the contracts never disagree. */
class FoldOnChainIT {
    private static final ChainTime NOON = new ChainTime(1_780_000_000);
    private static final int STEPS = 150;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_fold_says_what_the_contracts_say_after_every_step(long seed) throws IOException {
        try (var chain = LocalChain.start(NOON)) {
            var platform = Platform.deploy(chain);
            platform.subscribe(TokenAmount.of(200_000_000), Duration.ofDays(3));
            var log = new Log(platform);
            var random = new Random(seed);
            var quoted = EnumSet.noneOf(Reason.class);

            for (var step = 0; step < STEPS; step++) {
                act(platform, random);
                log.catchUp();
                quoted.add(agree(platform, log));
            }

            assertThat(quoted).containsAll(Set.of(Reason.NONE, Reason.NOT_DUE, Reason.PAYMENT_WINDOW_VIOLATION));
        }
    }

    private static void act(Platform platform, Random random) {
        var chain = platform.chain();
        if (random.nextInt(3) == 0) {
            chain.pass(Duration.ofMinutes(1 + random.nextInt(150)));
        } else {
            var sender = random.nextBoolean() ? SUBSCRIBER : MERCHANT;
            chain.send(sender, anyCall(platform, random));
            chain.send(KEEPER, execute(platform));
            chain.send(OWNER, anyCallOfTheOwner(platform, random));
        }
    }

    /** Many revert, which is as good a step as any other. */
    private static Call<?> anyCall(Platform platform, Random random) {
        var subscription = platform.subscription();
        var soon = platform.chain().now().plus(Duration.ofMinutes(1 + random.nextInt(600)));
        return switch (random.nextInt(12)) {
            case 0 -> ModuleCalls.pause(subscription);
            case 1, 2 -> ModuleCalls.resume(subscription);
            case 3 -> random.nextInt(3) == 0 ? ModuleCalls.cancel(subscription) : execute(platform);
            case 4 -> ModuleCalls.updateRemainingExecutions(subscription, Executions.limited(1 + random.nextInt(3)));
            case 5 -> ModuleCalls.updateRemainingExecutions(subscription, Executions.unlimited());
            case 6 -> ModuleCalls.updateAllowanceExpiry(subscription, soon);
            case 7, 8 -> ModuleCalls.recover(subscription);
            case 9 -> ModuleCalls.unblockSubscriber(platform.module(), SUBSCRIBER);
            case 10 ->
                random.nextInt(3) == 0
                        ? ModuleCalls.blockSubscriber(platform.module(), SUBSCRIBER)
                        : platform.approve(TokenAmount.of(1_000_000_000), soon);
            default ->
                random.nextInt(3) == 0 ? platform.lockdown() : platform.approve(TokenAmount.of(50_000_000), soon);
        };
    }

    private static Call<?> anyCallOfTheOwner(Platform platform, Random random) {
        return random.nextInt(8) == 0
                ? ProcessorCalls.pause(platform.processor())
                : ProcessorCalls.unpause(platform.processor());
    }

    private static Call<?> execute(Platform platform) {
        return ProcessorCalls.batchExecute(platform.processor(), List.of(platform.subscription()));
    }

    private static Reason agree(Platform platform, Log log) {
        var chain = platform.chain();
        var folded = log.subscription();
        agreeOnState(chain, folded.subscription());
        assertThat(folded.pauses()).isEqualTo(chain.ask(ProcessorCalls.pauseTimes(platform.processor())));
        assertThat(folded.active()).isEqualTo(chain.ask(ModuleCalls.isActive(platform.plan(), SUBSCRIBER)));
        assertThat(log.allowance().expiration())
                .isEqualTo(chain.ask(Permit2Calls.allowance(Platform.PERMIT2, platform.allowance()))
                        .expiration());
        var quote = chain.ask(ModuleCalls.quoteExecution(platform.subscription()));
        assertThat(folded.quote()).isEqualTo(quote.reason());
        assertThat(folded.executionTime()).isEqualTo(quote.executionTime());
        assertThat(folded.plan().price()).isEqualTo(quote.amount());
        return quote.reason();
    }

    private static void agreeOnState(LocalChain chain, Subscription folded) {
        var stored = chain.ask(ModuleCalls.subscription(folded.key()));
        var lastPaidAt = folded.charges().lastPaidAt();
        assertThat(folded.pausedBySubscriber()).isEqualTo(stored.pausedBySubscriber());
        assertThat(folded.pausedByMerchant()).isEqualTo(stored.pausedByMerchant());
        assertThat(folded.cancelled()).isEqualTo(stored.cancelled());
        assertThat(folded.remainingExecutions()).isEqualTo(stored.remainingExecutions());
        assertThat(folded.nextChargeAt()).isEqualTo(stored.nextChargeAt());
        assertThat(folded.windowId()).isEqualTo(stored.windowId());
        assertThat(folded.allowanceExpiry()).isEqualTo(stored.allowanceExpiry());
        assertThat(lastPaidAt == null ? new ChainTime(0) : lastPaidAt).isEqualTo(stored.lastPaidAt());
    }

    /** All events so far, and what they fold to. */
    private static final class Log {
        private final Platform platform;
        private final List<ChainEvent> events = new ArrayList<>();
        private BlockNumber next = new BlockNumber(0);
        private KnownContracts known;

        private Log(Platform platform) {
            this.platform = platform;
            this.known = platform.knownContracts();
        }

        private void catchUp() {
            var decoded = EventDecoder.decode(platform.chain().logs(next), known);
            known = decoded.known();
            events.addAll(decoded.events());
            next = platform.chain().head().plus(1);
        }

        private SubscriptionAt subscription() {
            var plan = Plan.fold(of(OfPlan.class)).orElseThrow();
            var blocked = of(OfSubscriber.class).stream()
                    .reduce((_, later) -> later)
                    .map(SubscriberBlocked.class::isInstance)
                    .orElse(false);
            return Subscription.fold(of(OfSubscription.class))
                    .orElseThrow()
                    .at(platform.chain().now(), plan, blocked, ProcessorPauses.fold(of(OfProcessor.class)));
        }

        private StandingAllowance allowance() {
            var subscribers = of(AllowanceSet.class).stream()
                    .filter(set -> set.allowance().equals(platform.allowance()))
                    .toList();
            return StandingAllowance.fold(subscribers).orElseThrow();
        }

        private <E extends ChainEvent> List<E> of(Class<E> family) {
            return events.stream().filter(family::isInstance).map(family::cast).toList();
        }
    }
}
