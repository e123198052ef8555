// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAllowanceTransfer} from "permit2/interfaces/IAllowanceTransfer.sol";
import {IModule} from "./IModule.sol";

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
    function updateRemainingExecutions(uint256 subId, uint256 remainingExecutions) external;
    function updateAllowanceExpiry(uint256 subId, uint48 allowanceExpiry) external;
    function recoverSubscription(uint256 subId) external;

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
