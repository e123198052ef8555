package io.amser.protocol.decoding;

import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.BasisPoints;
import io.amser.protocol.ChainTime;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.FailCode;
import io.amser.protocol.FeeTierId;
import io.amser.protocol.Fees;
import io.amser.protocol.MetadataHash;
import io.amser.protocol.ModuleKind;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.Reason;
import io.amser.protocol.Responsible;
import io.amser.protocol.SubscriberKey;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TokenKind;
import io.amser.protocol.TokenPolicy;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.AllowanceExpiryUpdated;
import io.amser.protocol.event.ChainEvent.AllowanceSet;
import io.amser.protocol.event.ChainEvent.DefaultFeesSet;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import io.amser.protocol.event.ChainEvent.FeeTierSet;
import io.amser.protocol.event.ChainEvent.KeeperSet;
import io.amser.protocol.event.ChainEvent.ModuleDeployed;
import io.amser.protocol.event.ChainEvent.ModuleTierSet;
import io.amser.protocol.event.ChainEvent.OpenExecutionSet;
import io.amser.protocol.event.ChainEvent.Paused;
import io.amser.protocol.event.ChainEvent.PlanActiveSet;
import io.amser.protocol.event.ChainEvent.PlanCreated;
import io.amser.protocol.event.ChainEvent.RemainingExecutionsUpdated;
import io.amser.protocol.event.ChainEvent.SubscriberBlocked;
import io.amser.protocol.event.ChainEvent.SubscriberUnblocked;
import io.amser.protocol.event.ChainEvent.SubscriptionCancelled;
import io.amser.protocol.event.ChainEvent.SubscriptionCreated;
import io.amser.protocol.event.ChainEvent.SubscriptionPaused;
import io.amser.protocol.event.ChainEvent.SubscriptionRecovered;
import io.amser.protocol.event.ChainEvent.SubscriptionResumed;
import io.amser.protocol.event.ChainEvent.TokenPolicySet;
import io.amser.protocol.event.ChainEvent.Unpaused;
import io.amser.protocol.event.EventOrigin;
import io.amser.protocol.event.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one log; the words of each event stand here in the order of its signature in {@link LoggedEvent}. */
public final class EventDecoder {
    private static final Set<String> TOPICS =
            Arrays.stream(LoggedEvent.values()).map(LoggedEvent::topic).collect(Collectors.toUnmodifiableSet());

    private final RawLog log;
    private final KnownContracts known;
    private final Words topics;
    private final Words data;

    private EventDecoder(RawLog log, KnownContracts known) {
        this.log = log;
        this.known = known;
        this.topics = Words.of(log.topics());
        this.data = Words.of(log.data());
    }

    /** The first topics of all events that we read, to ask the RPC for. */
    public static Set<String> topics() {
        return TOPICS;
    }

    /**
     * The event that a log of a known contract tells; empty for any other contract or event.
     *
     * @throws UndecodableLog if a known contract's log is not what its ABI says
     */
    public static Optional<ChainEvent> decode(RawLog log, KnownContracts known) {
        if (log.topics().isEmpty()) {
            return Optional.empty();
        }
        return LoggedEvent.ofTopic(log.topics().getFirst())
                .filter(event -> known.role(log.contract())
                        .filter(event.emitter()::equals)
                        .isPresent())
                .flatMap(event -> decode(event, log, known));
    }

    /** Decodes logs in the order of the chain; a module is known from its deployment on, in the same block too. */
    public static Decoded decode(List<RawLog> logs, KnownContracts known) {
        var events = new ArrayList<ChainEvent>(logs.size());
        var grown = known;
        for (var log : logs) {
            var event = decode(log, grown);
            if (event.isPresent()) {
                events.add(event.get());
                if (event.get() instanceof ModuleDeployed deployed) {
                    grown = grown.with(deployed);
                }
            }
        }
        return new Decoded(events, grown);
    }

    private static Optional<ChainEvent> decode(LoggedEvent event, RawLog log, KnownContracts known) {
        try {
            if (log.topics().size() != event.topicCount()) {
                throw new IllegalArgumentException("it has " + log.topics().size() + " topics");
            }
            return Optional.ofNullable(new EventDecoder(log, known).read(event));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UndecodableLog(log, event, e);
        }
    }

    private @Nullable ChainEvent read(LoggedEvent event) {
        return switch (event) {
            case MODULE_DEPLOYED -> moduleDeployed();
            case PLAN_CREATED -> planCreated();
            case PLAN_ACTIVE_SET -> new PlanActiveSet(ofModule(), plan(), data.bool(0));
            case SUBSCRIPTION_CREATED ->
                new SubscriptionCreated(ofModule(), subscription(), topics.address(2), planId(3), standing(0));
            case SUBSCRIPTION_PAUSED ->
                new SubscriptionPaused(ofModule(), subscription(), topics.address(2), data.bool(0), standing(1));
            case SUBSCRIPTION_RESUMED ->
                new SubscriptionResumed(ofModule(), subscription(), topics.address(2), data.bool(0), standing(1));
            case SUBSCRIPTION_CANCELLED ->
                new SubscriptionCancelled(ofModule(), subscription(), topics.address(2), standing(0));
            case SUBSCRIPTION_RECOVERED ->
                new SubscriptionRecovered(ofModule(), subscription(), topics.address(2), data.address(0), standing(1));
            case REMAINING_EXECUTIONS_UPDATED ->
                new RemainingExecutionsUpdated(ofModule(), subscription(), topics.address(2), standing(0));
            case ALLOWANCE_EXPIRY_UPDATED ->
                new AllowanceExpiryUpdated(ofModule(), subscription(), topics.address(2), standing(0));
            case SUBSCRIBER_BLOCKED -> new SubscriberBlocked(ofModule(), subscriber());
            case SUBSCRIBER_UNBLOCKED -> new SubscriberUnblocked(ofModule(), subscriber());
            case EXECUTION_EXECUTED -> executionExecuted();
            case EXECUTION_FAILED -> executionFailed();
            case KEEPER_SET -> new KeeperSet(ofContract(), topics.address(1), data.bool(0));
            case OPEN_EXECUTION_SET -> new OpenExecutionSet(ofContract(), data.bool(0));
            case PAUSED -> new Paused(ofContract(), data.time(0));
            case UNPAUSED -> new Unpaused(ofContract(), data.time(0));
            case TOKEN_POLICY_SET -> new TokenPolicySet(ofContract(), topics.address(1), tokenPolicy());
            case FEE_TIER_SET -> new FeeTierSet(ofContract(), tier(1), fees());
            case MODULE_TIER_SET -> new ModuleTierSet(naming(topics.address(1)), topics.address(1), tier(2));
            case DEFAULT_FEES_SET -> new DefaultFeesSet(ofContract(), fees());
            case PERMIT2_PERMIT, PERMIT2_APPROVAL ->
                allowanceSet(topics.address(2), topics.address(3), data.amount(0), expiration(1));
            case PERMIT2_LOCKDOWN -> allowanceSet(data.address(0), data.address(1), TokenAmount.ZERO, null);
        };
    }

    private ModuleDeployed moduleDeployed() {
        var merchant = topics.address(1);
        var kind = ModuleKind.ofChain(topics.uint8(2));
        var module = data.address(0);
        return new ModuleDeployed(origin(module, merchant), merchant, kind, module, known.processorOf(log.contract()));
    }

    private PlanCreated planCreated() {
        return new PlanCreated(
                ofModule(),
                plan(),
                topics.address(2),
                data.amount(0),
                duration(1),
                duration(2),
                new MetadataHash(data.bytes32(3)),
                data.uint8(4),
                data.text(5));
    }

    private ExecutionExecuted executionExecuted() {
        var module = topics.address(1);
        return new ExecutionExecuted(
                ofServedModule(module),
                new SubscriptionKey(module, subscriptionId(2)),
                topics.address(3),
                data.windowId(0),
                data.address(1),
                data.address(2),
                data.amount(3),
                data.amount(4),
                data.amount(5),
                data.address(6),
                data.time(7),
                data.time(8),
                data.executions(9));
    }

    private ExecutionFailed executionFailed() {
        var module = topics.address(1);
        return new ExecutionFailed(
                ofServedModule(module),
                new SubscriptionKey(module, subscriptionId(2)),
                data.windowId(0),
                failCode(1),
                Responsible.ofChain(data.uint8(2)),
                data.address(3));
    }

    private TokenPolicy tokenPolicy() {
        return new TokenPolicy(
                data.bool(0),
                data.uint8(1),
                data.amount(2),
                data.amount(3),
                TokenKind.ofChain(data.uint8(4)),
                data.text(5),
                data.text(6));
    }

    /** What Permit2 keeps for other spenders is none of our business. */
    private @Nullable AllowanceSet allowanceSet(
            Address token, Address spender, TokenAmount amount, @Nullable ChainTime expiration) {
        if (!known.isProcessor(spender)) {
            return null;
        }
        return new AllowanceSet(ofContract(), new AllowanceKey(spender, topics.address(1), token), amount, expiration);
    }

    /** Permit2 takes 0 for the block's time when it stores it, and logs it as it was given. */
    private ChainTime expiration(int word) {
        var logged = data.time(word);
        return logged.seconds() == 0 ? log.blockTime() : logged;
    }

    private FailCode failCode(int word) {
        var reason = Reason.ofChain(data.uint8(word));
        return reason.failCode()
                .orElseThrow(() -> new IllegalArgumentException(reason.chainName() + " is no failure to report"));
    }

    private Standing standing(int word) {
        return new Standing(
                data.bool(word),
                data.bool(word + 1),
                data.bool(word + 2),
                data.bool(word + 3),
                data.executions(word + 4),
                data.time(word + 5),
                data.windowId(word + 6),
                data.time(word + 7));
    }

    private SubscriptionKey subscription() {
        return new SubscriptionKey(log.contract(), subscriptionId(1));
    }

    private SubscriptionId subscriptionId(int topic) {
        return new SubscriptionId(topics.uint256(topic));
    }

    private PlanKey plan() {
        return new PlanKey(log.contract(), planId(1));
    }

    private PlanId planId(int topic) {
        return new PlanId(topics.number(topic, Long.MAX_VALUE));
    }

    private SubscriberKey subscriber() {
        return new SubscriberKey(log.contract(), topics.address(1));
    }

    private FeeTierId tier(int topic) {
        return new FeeTierId(topics.uint256(topic));
    }

    private Fees fees() {
        return new Fees(new BasisPoints((int) data.number(0, 0xffff)), new BasisPoints((int) data.number(1, 0xffff)));
    }

    private Duration duration(int word) {
        return Duration.ofSeconds(data.number(word, 0xffff_ffffL));
    }

    private EventOrigin ofContract() {
        return origin(null, null);
    }

    private EventOrigin ofModule() {
        return naming(log.contract());
    }

    /** A processor serves only modules of its factory, so that an unknown one means that we started to listen too late. */
    private EventOrigin ofServedModule(Address module) {
        if (known.module(module).isEmpty()) {
            throw new IllegalArgumentException(
                    "no deployment of module " + module + " was seen: does indexing start after it?");
        }
        return naming(module);
    }

    private EventOrigin naming(Address module) {
        return origin(module, known.module(module).map(ModuleDeployed::merchant).orElse(null));
    }

    private EventOrigin origin(@Nullable Address module, @Nullable Address merchant) {
        return new EventOrigin(
                log.chainId(),
                log.blockNumber(),
                log.blockHash(),
                log.blockTime(),
                log.txHash(),
                log.logIndex(),
                log.contract(),
                module,
                merchant,
                DeterministicIds.event(log.chainId(), log.blockHash(), log.txHash(), log.logIndex()));
    }
}
