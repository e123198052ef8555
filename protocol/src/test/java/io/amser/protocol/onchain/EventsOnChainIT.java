package io.amser.protocol.onchain;

import static io.amser.protocol.onchain.Accounts.KEEPER;
import static io.amser.protocol.onchain.Accounts.MERCHANT;
import static io.amser.protocol.onchain.Accounts.OWNER;
import static io.amser.protocol.onchain.Accounts.SUBSCRIBER;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.FailCode;
import io.amser.protocol.FeeTierId;
import io.amser.protocol.Reason;
import io.amser.protocol.Responsible;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.FeeScheduleCalls;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.call.ProcessorCalls;
import io.amser.protocol.decoding.EventDecoder;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import io.amser.protocol.event.ChainEvent.TokenPolicySet;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every event that the protocol has, emitted by the real contracts and read back. */
class EventsOnChainIT {
    private static final ChainTime NOON = new ChainTime(1_780_000_000);

    @Test
    void every_type_of_event_is_read_from_real_logs() throws IOException {
        try (var chain = LocalChain.start(NOON)) {
            var platform = Platform.deploy(chain);
            tellEverything(platform);

            var events = EventDecoder.decode(chain.logs(new BlockNumber(0)), platform.knownContracts())
                    .events();

            assertThat(events.stream().<Class<?>>map(ChainEvent::getClass).toList())
                    .containsAll(types(ChainEvent.class).toList());
            assertThat(only(events, TokenPolicySet.class).policy().symbol()).isEqualTo("USDC");
            assertCharge(platform, only(events, ExecutionExecuted.class));
            assertFailure(only(events, ExecutionFailed.class));
        }
    }

    private static void tellEverything(Platform platform) {
        var chain = platform.chain();
        var subscription = platform.subscribe(TokenAmount.of(100_000_000), Duration.ofDays(30));
        platform.does(KEEPER, ProcessorCalls.execute(platform.processor(), subscription));
        tellOfFees(platform);
        platform.does(OWNER, ProcessorCalls.setOpenExecution(platform.processor(), true));
        platform.does(OWNER, ProcessorCalls.pause(platform.processor()));
        platform.does(OWNER, ProcessorCalls.unpause(platform.processor()));
        platform.does(MERCHANT, ModuleCalls.setPlanActive(platform.plan(), false));
        platform.does(SUBSCRIBER, ModuleCalls.pause(subscription));
        platform.does(SUBSCRIBER, ModuleCalls.resume(subscription));
        platform.does(SUBSCRIBER, ModuleCalls.updateRemainingExecutions(subscription, Executions.limited(9)));
        platform.does(SUBSCRIBER, ModuleCalls.updateAllowanceExpiry(subscription, NOON.plus(Duration.ofDays(9))));
        platform.does(MERCHANT, ModuleCalls.blockSubscriber(platform.module(), SUBSCRIBER));
        platform.does(MERCHANT, ModuleCalls.unblockSubscriber(platform.module(), SUBSCRIBER));
        platform.does(SUBSCRIBER, platform.lockdown());
        chain.pass(Platform.HOUR);
        assertThat(chain.ask(ProcessorCalls.batchExecute(platform.processor(), List.of(subscription)), KEEPER))
                .containsExactly(Reason.INSUFFICIENT_ALLOWANCE);
        platform.does(KEEPER, ProcessorCalls.batchExecute(platform.processor(), List.of(subscription)));
        platform.does(SUBSCRIBER, platform.approve(TokenAmount.UNLIMITED_ALLOWANCE, NOON.plus(Duration.ofDays(9))));
        chain.pass(Platform.HOUR.multipliedBy(3));
        platform.does(MERCHANT, ModuleCalls.recover(subscription));
        platform.does(SUBSCRIBER, ModuleCalls.cancel(subscription));
    }

    private static void tellOfFees(Platform platform) {
        var tier = new FeeTierId(BigInteger.TWO);
        platform.does(OWNER, FeeScheduleCalls.setDefaultFees(platform.fees(), Platform.FEES));
        platform.does(OWNER, FeeScheduleCalls.setFeeTier(platform.fees(), tier, Platform.FEES));
        platform.does(OWNER, FeeScheduleCalls.setModuleTier(platform.fees(), platform.module(), tier));
    }

    private static void assertCharge(Platform platform, ExecutionExecuted charge) {
        assertThat(charge.subscription()).isEqualTo(platform.subscription());
        assertThat(charge.amount()).isEqualTo(Platform.PRICE);
        assertThat(charge.protocolFee()).isEqualTo(TokenAmount.of(100_000));
        assertThat(charge.keeperFee()).isEqualTo(TokenAmount.of(20_000));
        assertThat(charge.nextChargeAt()).isEqualTo(charge.executionTime().plus(Platform.HOUR));
        assertThat(charge.origin().merchant()).isEqualTo(MERCHANT);
    }

    private static void assertFailure(ExecutionFailed failure) {
        assertThat(failure.code()).isEqualTo(FailCode.INSUFFICIENT_ALLOWANCE);
        assertThat(failure.responsible()).isEqualTo(Responsible.SUBSCRIBER);
        assertThat(failure.keeper()).isEqualTo(KEEPER);
    }

    private static <E extends ChainEvent> E only(List<ChainEvent> events, Class<E> type) {
        return events.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((_, _) -> {
                    throw new AssertionError("more than one " + type.getSimpleName());
                })
                .orElseThrow();
    }

    private static Stream<Class<?>> types(Class<?> family) {
        return family.isSealed()
                ? Stream.of(family.getPermittedSubclasses()).flatMap(EventsOnChainIT::types)
                : Stream.of(family);
    }
}
