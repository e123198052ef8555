package io.amser.protocol.decoding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/** Every event that we read, as Solidity declares it: a test holds these signatures and the compiled contracts together. */
enum LoggedEvent {
    MODULE_DEPLOYED(
            ContractRole.FACTORY, "ModuleDeployed(address indexed merchant, uint256 indexed moduleId, address module)"),

    PLAN_CREATED(ContractRole.SUBSCRIPTION_MODULE, """
            PlanCreated(uint256 indexed planId, address indexed token, uint160 price, uint32 interval, \
            uint32 gracePeriod, bytes32 metadataHash, uint8 decimals, string symbol)"""),
    PLAN_ACTIVE_SET(ContractRole.SUBSCRIPTION_MODULE, "PlanActiveSet(uint256 indexed planId, bool active)"),
    SUBSCRIPTION_CREATED(
            ContractRole.SUBSCRIPTION_MODULE,
            "SubscriptionCreated(uint256 indexed id, address indexed subscriber, uint256 indexed planId, "
                    + Texts.STANDING + ")"),
    SUBSCRIPTION_PAUSED(
            ContractRole.SUBSCRIPTION_MODULE,
            "SubscriptionPaused(uint256 indexed id, address indexed subscriber, bool byMerchant, " + Texts.STANDING
                    + ")"),
    SUBSCRIPTION_RESUMED(
            ContractRole.SUBSCRIPTION_MODULE,
            "SubscriptionResumed(uint256 indexed id, address indexed subscriber, bool byMerchant, " + Texts.STANDING
                    + ")"),
    SUBSCRIPTION_CANCELLED(
            ContractRole.SUBSCRIPTION_MODULE,
            "SubscriptionCancelled(uint256 indexed id, address indexed subscriber, " + Texts.STANDING + ")"),
    SUBSCRIPTION_RECOVERED(
            ContractRole.SUBSCRIPTION_MODULE,
            "SubscriptionRecovered(uint256 indexed id, address indexed subscriber, address by, " + Texts.STANDING
                    + ")"),
    REMAINING_EXECUTIONS_UPDATED(
            ContractRole.SUBSCRIPTION_MODULE,
            "RemainingExecutionsUpdated(uint256 indexed id, address indexed subscriber, " + Texts.STANDING + ")"),
    ALLOWANCE_EXPIRY_UPDATED(
            ContractRole.SUBSCRIPTION_MODULE,
            "AllowanceExpiryUpdated(uint256 indexed id, address indexed subscriber, " + Texts.STANDING + ")"),
    SUBSCRIBER_BLOCKED(ContractRole.SUBSCRIPTION_MODULE, "SubscriberBlocked(address indexed subscriber)"),
    SUBSCRIBER_UNBLOCKED(ContractRole.SUBSCRIPTION_MODULE, "SubscriberUnblocked(address indexed subscriber)"),

    EXECUTION_EXECUTED(ContractRole.PROCESSOR, """
            ExecutionExecuted(address indexed module, uint256 indexed id, address indexed payer, uint64 windowId, \
            address recipient, address token, uint256 amount, uint256 protocolFee, uint256 keeperFee, \
            address keeper, uint48 executionTime, uint48 nextChargeAt, uint256 remainingExecutions)"""),
    EXECUTION_FAILED(ContractRole.PROCESSOR, """
            ExecutionFailed(address indexed module, uint256 indexed id, uint64 windowId, uint8 code, \
            uint8 responsible, address keeper)"""),
    KEEPER_SET(ContractRole.PROCESSOR, "KeeperSet(address indexed keeper, bool allowed)"),
    OPEN_EXECUTION_SET(ContractRole.PROCESSOR, "OpenExecutionSet(bool open)"),
    PAUSED(ContractRole.PROCESSOR, "Paused(uint48 at)"),
    UNPAUSED(ContractRole.PROCESSOR, "Unpaused(uint48 at)"),

    TOKEN_POLICY_SET(ContractRole.TOKEN_REGISTRY, """
            TokenPolicySet(address indexed token, bool enabled, uint8 decimals, uint256 min, uint256 max, \
            uint8 kind, string name, string symbol)"""),

    FEE_TIER_SET(
            ContractRole.FEE_SCHEDULE,
            "FeeTierSet(uint256 indexed tierId, uint16 protocolFeeBps, uint16 keeperFeeBps)"),
    MODULE_TIER_SET(ContractRole.FEE_SCHEDULE, "ModuleTierSet(address indexed module, uint256 indexed tierId)"),
    DEFAULT_FEES_SET(ContractRole.FEE_SCHEDULE, "DefaultFeesSet(uint16 protocolFeeBps, uint16 keeperFeeBps)"),

    PERMIT2_PERMIT(ContractRole.PERMIT2, """
            Permit(address indexed owner, address indexed token, address indexed spender, uint160 amount, \
            uint48 expiration, uint48 nonce)"""),
    PERMIT2_APPROVAL(ContractRole.PERMIT2, """
            Approval(address indexed owner, address indexed token, address indexed spender, uint160 amount, \
            uint48 expiration)"""),
    PERMIT2_LOCKDOWN(ContractRole.PERMIT2, "Lockdown(address indexed owner, address token, address spender)");

    private static final Map<String, LoggedEvent> BY_TOPIC =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(LoggedEvent::topic, Function.identity()));

    private final ContractRole emitter;
    private final String signature;
    private final String topic;
    private final int topicCount;

    LoggedEvent(ContractRole emitter, String signature) {
        this.emitter = emitter;
        this.signature = signature;
        this.topic = Numeric.toHexString(Hash.sha3(typesOnly(signature).getBytes(StandardCharsets.US_ASCII)));
        this.topicCount = 1 + signature.split(" indexed ", -1).length - 1;
    }

    static Optional<LoggedEvent> ofTopic(String topic) {
        return Optional.ofNullable(BY_TOPIC.get(topic));
    }

    ContractRole emitter() {
        return emitter;
    }

    /** As Solidity declares it, with names; enums by their ABI type, structs by their members. */
    String signature() {
        return signature;
    }

    /** The first topic of such a log. */
    String topic() {
        return topic;
    }

    /** How many topics such a log has, the first one included. */
    int topicCount() {
        return topicCount;
    }

    /** {@code Transfer(address indexed from, uint256 value)} becomes {@code Transfer(address,uint256)}. */
    private static String typesOnly(String signature) {
        return signature
                .replace(" indexed", "")
                .replaceAll(" [A-Za-z]+(?=[,)])", "")
                .replace(", ", ",");
    }

    /** What several signatures share. */
    private static final class Texts {
        private static final String STANDING = """
                (bool pausedBySubscriber, bool pausedByMerchant, bool cancelled, bool blocked, \
                uint256 remainingExecutions, uint48 nextChargeAt, uint64 windowId, uint48 allowanceExpiry) standing""";
    }
}
