// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAllowanceTransfer} from "permit2/interfaces/IAllowanceTransfer.sol";
import {IModule} from "./IModule.sol";
import {Reason} from "./Reason.sol";

/// @notice Plans and subscriptions of one merchant: a pure state machine.
/// All amounts are token base units, all times unix seconds.
interface ISubscriptionModule is IModule {
    /// @notice Everything but `active` is fixed for ever.
    struct Plan {
        uint160 price;
        uint32 interval;
        uint32 gracePeriod;
        address token;
        bytes32 metadataHash;
        bool active;
    }

    /// @notice One subscriber on one plan, as storage holds it.
    struct Subscription {
        address subscriber;
        uint32 planId;
        bool pausedBySubscriber;
        bool pausedByMerchant;
        bool cancelled;
        uint256 remainingExecutions;
        uint48 lastPaidAt;
        uint48 nextChargeAt;
        uint64 windowId;
        uint48 allowanceExpiry;
    }

    /// @notice The state of a subscription after the event that carries it.
    struct Standing {
        bool pausedBySubscriber;
        bool pausedByMerchant;
        bool cancelled;
        bool blocked;
        uint256 remainingExecutions;
        uint48 nextChargeAt;
        uint64 windowId;
        uint48 allowanceExpiry;
    }

    event PlanCreated(
        uint256 indexed planId,
        address indexed token,
        uint160 price,
        uint32 interval,
        uint32 gracePeriod,
        bytes32 metadataHash,
        uint8 decimals,
        string symbol
    );
    event PlanActiveSet(uint256 indexed planId, bool active);
    event SubscriptionCreated(
        uint256 indexed id, address indexed subscriber, uint256 indexed planId, Standing standing
    );
    event SubscriptionPaused(uint256 indexed id, address indexed subscriber, bool byMerchant, Standing standing);
    event SubscriptionResumed(uint256 indexed id, address indexed subscriber, bool byMerchant, Standing standing);
    event SubscriptionCancelled(uint256 indexed id, address indexed subscriber, Standing standing);
    event SubscriptionRecovered(uint256 indexed id, address indexed subscriber, address by, Standing standing);
    event RemainingExecutionsUpdated(uint256 indexed id, address indexed subscriber, Standing standing);
    event AllowanceExpiryUpdated(uint256 indexed id, address indexed subscriber, Standing standing);
    event SubscriberBlocked(address indexed subscriber);
    event SubscriberUnblocked(address indexed subscriber);

    error NotMerchant(address caller);
    error NotSubscriber(address caller);
    error NotMerchantOrSubscriber(address caller);
    error UnknownPlan(uint256 planId);
    error UnknownSubscription(uint256 subId);
    error InvalidPrice(uint160 price);
    error InvalidInterval(uint32 interval);
    error InvalidGracePeriod(uint32 gracePeriod);
    error TokenNotEnabled(address token);
    error PlanNotActive(uint256 planId);
    error PlanActiveAlready(uint256 planId, bool active);
    error SubscriberIsBlocked(address subscriber);
    error SubscriberNotBlocked(address subscriber);
    error SubscriptionAlreadyExistsForPlan(address subscriber, uint256 planId, uint256 subId);
    error InvalidExecutionBudget(uint256 executionBudget);
    error InvalidAllowanceExpiry(uint48 allowanceExpiry);
    error AlreadyPaused(uint256 subId);
    error NotPaused(uint256 subId);
    error AlreadyCancelled(uint256 subId);
    /// @param reason what `quoteExecution` says instead of `PaymentWindowViolation`
    error NotRecoverable(uint256 subId, Reason reason);

    /// @param price of one charge, above 0
    /// @param interval 1 hour to 10 years, seconds
    /// @param gracePeriod access after a missed charge, shorter than the interval, seconds
    /// @param token enabled in the token registry
    /// @param metadataHash keccak256 of the RFC 8785 JSON `{description, name}`
    function createPlan(uint160 price, uint32 interval, uint32 gracePeriod, address token, bytes32 metadataHash)
        external
        returns (uint256 planId);
    function setPlanActive(uint256 planId, bool active) external;
    function blockSubscriber(address subscriber) external;
    function unblockSubscriber(address subscriber) external;

    /// @param executionBudget 1 to 2^32 - 1 charges, or type(uint256).max for unlimited
    /// @param signature by the caller over `permitSingle` for the processor as spender; empty to use the standing allowance
    function subscribeWithPermit(
        uint256 planId,
        uint256 executionBudget,
        IAllowanceTransfer.PermitSingle calldata permitSingle,
        bytes calldata signature
    ) external returns (uint256 subId);

    /// @notice The caller sets its own flag: the subscriber's or the merchant's.
    function pause(uint256 subId) external;
    /// @notice The caller clears its own flag only.
    function resume(uint256 subId) external;
    function cancel(uint256 subId) external;
    /// @notice Sets the budget, as wide as at subscription; on a cancelled subscription it also revives.
    function updateRemainingExecutions(uint256 subId, uint256 remainingExecutions) external;
    /// @param allowanceExpiry until when this subscription may charge: later than now
    function updateAllowanceExpiry(uint256 subId, uint48 allowanceExpiry) external;
    /// @notice Opens a new window now, after one was missed; by merchant or subscriber.
    function recoverSubscription(uint256 subId) external;

    /// @notice Paid at least once, within the period or its grace, and not paused, cancelled or blocked.
    function isActive(address user, uint256 planId) external view returns (bool);
    function isActiveAny(address user, uint256[] calldata planIds) external view returns (bool);
    function plan(uint256 planId) external view returns (Plan memory);
    function subscription(uint256 subId) external view returns (Subscription memory);
    function planCount() external view returns (uint256);
    function subscriptionCount() external view returns (uint256);
    /// @return subId 0 where `user` never subscribed to `planId`
    function subscriptionOf(address user, uint256 planId) external view returns (uint256 subId);
    function isBlocked(address user) external view returns (bool);
}
