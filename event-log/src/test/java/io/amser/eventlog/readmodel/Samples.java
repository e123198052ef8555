package io.amser.eventlog.readmodel;

import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.BasisPoints;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.Executions;
import io.amser.protocol.FailCode;
import io.amser.protocol.Fees;
import io.amser.protocol.MetadataHash;
import io.amser.protocol.ModuleKind;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.Responsible;
import io.amser.protocol.SubscriberKey;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TokenKind;
import io.amser.protocol.TokenPolicy;
import io.amser.protocol.TxHash;
import io.amser.protocol.WindowId;
import io.amser.protocol.event.ChainEvent.AllowanceSet;
import io.amser.protocol.event.ChainEvent.DefaultFeesSet;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import io.amser.protocol.event.ChainEvent.ModuleDeployed;
import io.amser.protocol.event.ChainEvent.Paused;
import io.amser.protocol.event.ChainEvent.PlanActiveSet;
import io.amser.protocol.event.ChainEvent.PlanCreated;
import io.amser.protocol.event.ChainEvent.RemainingExecutionsUpdated;
import io.amser.protocol.event.ChainEvent.SubscriberBlocked;
import io.amser.protocol.event.ChainEvent.SubscriberUnblocked;
import io.amser.protocol.event.ChainEvent.SubscriptionCancelled;
import io.amser.protocol.event.ChainEvent.SubscriptionCreated;
import io.amser.protocol.event.ChainEvent.SubscriptionPaused;
import io.amser.protocol.event.ChainEvent.TokenPolicySet;
import io.amser.protocol.event.ChainEvent.Unpaused;
import io.amser.protocol.event.EventOrigin;
import io.amser.protocol.event.Standing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Events with the values that tests do not care about. */
final class Samples {
    static final Address MODULE = address(1);
    static final Address PROCESSOR = address(2);
    static final Address REGISTRY = address(3);
    static final Address PERMIT2 = address(4);
    static final Address FEE_SCHEDULE = address(5);
    static final Address MERCHANT = address(6);
    static final Address KEEPER = address(7);
    static final Address TOKEN = address(8);
    static final Duration MONTH = Duration.ofDays(30);

    private static final ChainId CHAIN = new ChainId(31_337);
    private static final TokenAmount PRICE = TokenAmount.of(10_000_000);
    private static final long BLOCK_SECONDS = 2;
    private static final long GENESIS = 1_767_225_600;

    private Samples() {}

    static Address address(int number) {
        return new Address("0x%040x".formatted(number));
    }

    static PlanKey plan(Address module, int id) {
        return new PlanKey(module, new PlanId(id));
    }

    static SubscriptionKey subscription(Address module, int id) {
        return new SubscriptionKey(module, SubscriptionId.of(id));
    }

    /** @param branch blocks of different branches have different hashes at the same height */
    static EventOrigin origin(Address contract, @Nullable Address module, long block, int logIndex, int branch) {
        var blockHash = new BlockHash("0x%032x%032x".formatted(branch, block));
        var tx = new TxHash("0x%s%024x".formatted(contract.value().substring(2), block * 1_000 + logIndex));
        return new EventOrigin(
                CHAIN,
                new BlockNumber(block),
                blockHash,
                new ChainTime(GENESIS + block * BLOCK_SECONDS),
                tx,
                logIndex,
                contract,
                module,
                module == null ? null : MERCHANT,
                DeterministicIds.event(CHAIN, blockHash, tx, logIndex));
    }

    static ModuleDeployed moduleDeployed(EventOrigin origin, Address module) {
        return new ModuleDeployed(origin, MERCHANT, ModuleKind.SUBSCRIPTIONS, module, PROCESSOR);
    }

    static PlanCreated planCreated(EventOrigin origin, PlanKey plan) {
        var hash = new MetadataHash("0x%064x".formatted(plan.id().value()));
        return new PlanCreated(origin, plan, TOKEN, PRICE, MONTH, Duration.ofDays(3), hash, 6, "USDC");
    }

    static PlanActiveSet planActiveSet(EventOrigin origin, PlanKey plan, boolean active) {
        return new PlanActiveSet(origin, plan, active);
    }

    static SubscriptionCreated created(EventOrigin origin, SubscriptionKey subscription, Address subscriber) {
        return new SubscriptionCreated(origin, subscription, subscriber, new PlanId(1), standing(origin, false));
    }

    static SubscriptionPaused paused(EventOrigin origin, SubscriptionKey subscription, boolean byMerchant) {
        return new SubscriptionPaused(origin, subscription, address(40), byMerchant, standing(origin, true));
    }

    static ExecutionExecuted executed(EventOrigin origin, SubscriptionKey subscription, Executions remaining) {
        var paidAt = origin.blockTime();
        return new ExecutionExecuted(
                origin,
                subscription,
                address(40),
                new WindowId(origin.blockNumber().value()),
                MERCHANT,
                TOKEN,
                PRICE,
                TokenAmount.of(100_000),
                TokenAmount.of(10_000),
                KEEPER,
                paidAt,
                paidAt.plus(MONTH),
                remaining);
    }

    static ExecutionFailed failed(EventOrigin origin, SubscriptionKey subscription, Responsible responsible) {
        var window = new WindowId(origin.blockNumber().value());
        return new ExecutionFailed(origin, subscription, window, FailCode.TRANSFER_FAILED, responsible, KEEPER);
    }

    static SubscriberBlocked blocked(EventOrigin origin, Address module, Address subscriber) {
        return new SubscriberBlocked(origin, new SubscriberKey(module, subscriber));
    }

    static SubscriberUnblocked unblocked(EventOrigin origin, Address module, Address subscriber) {
        return new SubscriberUnblocked(origin, new SubscriberKey(module, subscriber));
    }

    static TokenPolicySet tokenPolicySet(EventOrigin origin, Address token, boolean enabled) {
        var max = new TokenAmount(TokenAmount.UNLIMITED_ALLOWANCE.value());
        var policy = new TokenPolicy(enabled, 6, TokenAmount.of(1), max, TokenKind.PERMIT, "USD Coin", "USDC");
        return new TokenPolicySet(origin, token, policy);
    }

    static AllowanceSet allowanceSet(EventOrigin origin, Address owner, long amount, @Nullable ChainTime expiration) {
        var key = new AllowanceKey(PROCESSOR, owner, TOKEN);
        return new AllowanceSet(origin, key, TokenAmount.of(amount), expiration);
    }

    static Paused processorPaused(EventOrigin origin) {
        return new Paused(origin, origin.blockTime());
    }

    static Unpaused processorUnpaused(EventOrigin origin) {
        return new Unpaused(origin, origin.blockTime());
    }

    static DefaultFeesSet defaultFeesSet(EventOrigin origin) {
        return new DefaultFeesSet(origin, new Fees(new BasisPoints(100), new BasisPoints(1_000)));
    }

    static SubscriptionCancelled cancelled(EventOrigin origin, SubscriptionKey subscription) {
        var standing = standing(origin, false, true, Executions.unlimited());
        return new SubscriptionCancelled(origin, subscription, address(40), standing);
    }

    static RemainingExecutionsUpdated usedUp(EventOrigin origin, SubscriptionKey subscription) {
        var standing = standing(origin, false, false, Executions.limited(0));
        return new RemainingExecutionsUpdated(origin, subscription, address(40), standing);
    }

    private static Standing standing(EventOrigin origin, boolean paused) {
        return standing(origin, paused, false, Executions.unlimited());
    }

    private static Standing standing(EventOrigin origin, boolean paused, boolean cancelled, Executions remaining) {
        return new Standing(
                paused,
                false,
                cancelled,
                false,
                remaining,
                origin.blockTime(),
                new WindowId(origin.blockNumber().value()),
                origin.blockTime().plus(Duration.ofDays(365)));
    }
}
