// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IAllowanceTransfer} from "permit2/interfaces/IAllowanceTransfer.sol";
import {IPaymentProcessor} from "./interfaces/IPaymentProcessor.sol";
import {ISubscriptionModule} from "./interfaces/ISubscriptionModule.sol";
import {ITokenRegistry} from "./interfaces/ITokenRegistry.sol";
import {Reason} from "./interfaces/Reason.sol";

/// @notice The implementation behind every merchant's clone; the clone's code carries the merchant's address.
contract SubscriptionModule is ISubscriptionModule {
    uint32 public constant MIN_INTERVAL = 1 hours;
    uint32 public constant MAX_INTERVAL = 3650 days;
    uint256 public constant UNLIMITED = type(uint256).max;

    /// @dev One slot of a plan: all that a charge reads beside the token.
    struct Terms {
        uint160 price;
        uint32 interval;
        uint32 gracePeriod;
        bool active;
    }

    /// @dev One slot, written only when somebody changes his mind.
    struct Holder {
        address subscriber;
        uint32 planId;
        bool pausedBySubscriber;
        bool pausedByMerchant;
        bool cancelled;
    }

    /// @dev One slot, the only one that a charge writes.
    struct Charges {
        uint48 lastPaidAt;
        uint48 nextChargeAt;
        uint64 windowId;
        uint48 allowanceExpiry;
        uint32 remaining;
        bool unlimited;
    }

    address public immutable processor;

    uint32 private _planCount;
    uint64 private _subscriptionCount;
    mapping(uint256 planId => Terms) private _terms;
    mapping(uint256 planId => address) private _tokens;
    mapping(uint256 planId => bytes32) private _metadataHashes;
    mapping(uint256 subId => Holder) private _holders;
    mapping(uint256 subId => Charges) private _charges;
    mapping(address subscriber => mapping(uint256 planId => uint256 subId)) public subscriptionOf;
    mapping(address subscriber => bool) public isBlocked;

    modifier onlyMerchant() {
        if (msg.sender != merchant()) revert NotMerchant(msg.sender);
        _;
    }

    modifier onlyProcessor() {
        if (msg.sender != processor) revert NotProcessor(msg.sender);
        _;
    }

    modifier onlySubscriber(uint256 subId) {
        if (msg.sender != _known(subId).subscriber) revert NotSubscriber(msg.sender);
        _;
    }

    constructor(address processor_) {
        processor = processor_;
    }

    // ---- the merchant's side

    function createPlan(uint160 price, uint32 interval, uint32 gracePeriod, address token, bytes32 metadataHash)
        external
        onlyMerchant
        returns (uint256 planId)
    {
        if (price == 0) revert InvalidPrice(price);
        if (interval < MIN_INTERVAL || interval > MAX_INTERVAL) revert InvalidInterval(interval);
        if (gracePeriod >= interval) revert InvalidGracePeriod(gracePeriod);
        ITokenRegistry.Policy memory policy = ITokenRegistry(IPaymentProcessor(processor).tokenRegistry()).policy(token);
        if (!policy.enabled) revert TokenNotEnabled(token);

        planId = ++_planCount;
        _terms[planId] = Terms(price, interval, gracePeriod, true);
        _tokens[planId] = token;
        _metadataHashes[planId] = metadataHash;
        emit PlanCreated(planId, token, price, interval, gracePeriod, metadataHash, policy.decimals, policy.symbol);
    }

    function setPlanActive(uint256 planId, bool active) external onlyMerchant {
        Terms storage terms = _terms[planId];
        if (terms.price == 0) revert UnknownPlan(planId);
        if (terms.active == active) revert PlanActiveAlready(planId, active);
        terms.active = active;
        emit PlanActiveSet(planId, active);
    }

    function blockSubscriber(address subscriber) external onlyMerchant {
        if (isBlocked[subscriber]) revert SubscriberIsBlocked(subscriber);
        isBlocked[subscriber] = true;
        emit SubscriberBlocked(subscriber);
    }

    function unblockSubscriber(address subscriber) external onlyMerchant {
        if (!isBlocked[subscriber]) revert SubscriberNotBlocked(subscriber);
        isBlocked[subscriber] = false;
        emit SubscriberUnblocked(subscriber);
    }

    // ---- the subscriber's side

    function subscribeWithPermit(
        uint256 planId,
        uint256 executionBudget,
        IAllowanceTransfer.PermitSingle calldata permitSingle,
        bytes calldata signature
    ) external returns (uint256 subId) {
        return IPaymentProcessor(processor)
            .registerWithPermit(msg.sender, planId, executionBudget, permitSingle, signature);
    }

    function cancel(uint256 subId) external onlySubscriber(subId) {
        if (_holders[subId].cancelled) revert AlreadyCancelled(subId);
        _holders[subId].cancelled = true;
        emit SubscriptionCancelled(subId, msg.sender, _standing(subId));
    }

    function updateRemainingExecutions(uint256 subId, uint256 remainingExecutions) external onlySubscriber(subId) {
        Charges memory charges = _charges[subId];
        bool raised = remainingExecutions > _remaining(charges);
        bool revived = _holders[subId].cancelled;
        if (revived) _revive(subId);
        _setBudget(charges, remainingExecutions);
        if (raised || revived) _bringForward(charges, _terms[_holders[subId].planId]);
        _charges[subId] = charges;
        emit RemainingExecutionsUpdated(subId, msg.sender, _standing(subId));
    }

    function updateAllowanceExpiry(uint256 subId, uint48 allowanceExpiry) external onlySubscriber(subId) {
        if (allowanceExpiry <= block.timestamp) revert InvalidAllowanceExpiry(allowanceExpiry);
        _charges[subId].allowanceExpiry = allowanceExpiry;
        emit AllowanceExpiryUpdated(subId, msg.sender, _standing(subId));
    }

    // ---- either side

    function pause(uint256 subId) external {
        Holder memory holder = _known(subId);
        bool byMerchant = _isMerchantsCall(holder);
        if (byMerchant ? holder.pausedByMerchant : holder.pausedBySubscriber) revert AlreadyPaused(subId);
        _setPaused(subId, byMerchant, true);
        emit SubscriptionPaused(subId, holder.subscriber, byMerchant, _standing(subId));
    }

    function resume(uint256 subId) external {
        Holder memory holder = _known(subId);
        bool byMerchant = _isMerchantsCall(holder);
        if (!(byMerchant ? holder.pausedByMerchant : holder.pausedBySubscriber)) revert NotPaused(subId);
        _setPaused(subId, byMerchant, false);
        Charges memory charges = _charges[subId];
        _bringForward(charges, _terms[holder.planId]);
        _charges[subId] = charges;
        emit SubscriptionResumed(subId, holder.subscriber, byMerchant, _standing(subId));
    }

    function recoverSubscription(uint256 subId) external {
        Holder memory holder = _known(subId);
        _isMerchantsCall(holder);
        Charges memory charges = _charges[subId];
        Reason reason = _reason(holder, charges, _terms[holder.planId]);
        if (reason != Reason.PaymentWindowViolation) revert NotRecoverable(subId, reason);
        charges.nextChargeAt = uint48(block.timestamp);
        charges.windowId += 1;
        _charges[subId] = charges;
        emit SubscriptionRecovered(subId, holder.subscriber, msg.sender, _standing(subId));
    }

    // ---- the processor's side

    function registerExecution(address payer, uint256 planId, uint256 executionBudget, uint48 allowanceExpiry)
        external
        onlyProcessor
        returns (uint256 subId)
    {
        if (!_terms[planId].active) revert PlanNotActive(planId);
        if (isBlocked[payer]) revert SubscriberIsBlocked(payer);
        subId = subscriptionOf[payer][planId];
        if (subId != 0) revert SubscriptionAlreadyExistsForPlan(payer, planId, subId);

        subId = ++_subscriptionCount;
        subscriptionOf[payer][planId] = subId;
        _holders[subId] = Holder(payer, uint32(planId), false, false, false);
        Charges memory charges = Charges(0, uint48(block.timestamp), 1, allowanceExpiry, 0, false);
        _setBudget(charges, executionBudget);
        _charges[subId] = charges;
        emit SubscriptionCreated(subId, payer, planId, _standing(subId));
    }

    function onExecute(uint256 subId, uint48 executionTime)
        external
        onlyProcessor
        returns (uint48 nextChargeAt, uint256 remainingExecutions)
    {
        Charges memory charges = _charges[subId];
        nextChargeAt = executionTime + _terms[_holders[subId].planId].interval;
        charges.lastPaidAt = executionTime;
        charges.nextChargeAt = nextChargeAt;
        charges.windowId += 1;
        if (!charges.unlimited) charges.remaining -= 1;
        _charges[subId] = charges;
        remainingExecutions = _remaining(charges);
    }

    // ---- views

    function quoteRegistration(uint256 planId) external view returns (address token, uint160 minAmount) {
        minAmount = _terms[planId].price;
        if (minAmount == 0) revert UnknownPlan(planId);
        token = _tokens[planId];
    }

    function quoteExecution(uint256 subId)
        external
        view
        returns (
            Reason reason,
            address payer,
            address recipient,
            address token,
            uint160 amount,
            uint48 executionTime,
            uint64 windowId
        )
    {
        Holder memory holder = _holders[subId];
        if (holder.subscriber == address(0)) {
            return (Reason.UnknownSubscription, address(0), address(0), address(0), 0, 0, 0);
        }
        Charges memory charges = _charges[subId];
        Terms memory terms = _terms[holder.planId];
        reason = _reason(holder, charges, terms);
        payer = holder.subscriber;
        recipient = merchant();
        token = _tokens[holder.planId];
        amount = terms.price;
        executionTime = _hasAccess(charges, terms) ? charges.nextChargeAt : uint48(block.timestamp);
        windowId = charges.windowId;
    }

    function isActive(address user, uint256 planId) public view returns (bool) {
        uint256 subId = subscriptionOf[user][planId];
        Holder memory holder = _holders[subId];
        return subId != 0 && !holder.cancelled && !holder.pausedBySubscriber && !holder.pausedByMerchant
            && !isBlocked[user] && _hasAccess(_charges[subId], _terms[planId]);
    }

    function isActiveAny(address user, uint256[] calldata planIds) external view returns (bool) {
        for (uint256 i = 0; i < planIds.length; ++i) {
            if (isActive(user, planIds[i])) return true;
        }
        return false;
    }

    function plan(uint256 planId) external view returns (Plan memory) {
        Terms memory t = _terms[planId];
        if (t.price == 0) revert UnknownPlan(planId);
        return Plan(t.price, t.interval, t.gracePeriod, _tokens[planId], _metadataHashes[planId], t.active);
    }

    function subscription(uint256 subId) external view returns (Subscription memory) {
        Holder memory holder = _known(subId);
        Charges memory charges = _charges[subId];
        return Subscription({
            subscriber: holder.subscriber,
            planId: holder.planId,
            pausedBySubscriber: holder.pausedBySubscriber,
            pausedByMerchant: holder.pausedByMerchant,
            cancelled: holder.cancelled,
            remainingExecutions: _remaining(charges),
            lastPaidAt: charges.lastPaidAt,
            nextChargeAt: charges.nextChargeAt,
            windowId: charges.windowId,
            allowanceExpiry: charges.allowanceExpiry
        });
    }

    function planCount() external view returns (uint256) {
        return _planCount;
    }

    function subscriptionCount() external view returns (uint256) {
        return _subscriptionCount;
    }

    function merchant() public view returns (address) {
        return address(bytes20(Clones.fetchCloneArgs(address(this))));
    }

    // ---- rules

    /// @dev First what nobody attempts to charge, then what a due charge would fail with.
    function _reason(Holder memory holder, Charges memory charges, Terms memory terms) private view returns (Reason) {
        if (holder.cancelled) return Reason.Cancelled;
        if (holder.pausedBySubscriber || holder.pausedByMerchant) return Reason.Paused;
        if (isBlocked[holder.subscriber]) return Reason.Blocked;
        if (_remaining(charges) == 0) return Reason.BudgetUsedUp;
        if (block.timestamp < charges.nextChargeAt) return Reason.NotDue;
        if (_isMissed(charges.nextChargeAt, terms.interval)) return Reason.PaymentWindowViolation;
        if (block.timestamp > charges.allowanceExpiry) return Reason.AllowanceExpired;
        return Reason.None;
    }

    /// @dev A window that was open when the processor was paused stays open until one interval after the pause.
    function _isMissed(uint256 nextChargeAt, uint256 interval) private view returns (bool) {
        uint256 end = nextChargeAt + interval;
        if (block.timestamp <= end) return false;
        (bool paused, uint48 lastPausedAt, uint48 lastUnpausedAt) = IPaymentProcessor(processor).pauseTimes();
        if (end < lastPausedAt) return true;
        return !paused && block.timestamp > lastUnpausedAt + interval;
    }

    function _hasAccess(Charges memory charges, Terms memory terms) private view returns (bool) {
        return
            charges.lastPaidAt != 0
                && block.timestamp <= uint256(charges.lastPaidAt) + terms.interval + terms.gracePeriod;
    }

    /// @dev While access lasts the billing anchor stays; after it nobody pays for the time without.
    function _bringForward(Charges memory charges, Terms memory terms) private view {
        if (_hasAccess(charges, terms)) return;
        charges.nextChargeAt = uint48(Math.max(charges.nextChargeAt, block.timestamp));
    }

    function _remaining(Charges memory charges) private pure returns (uint256) {
        return charges.unlimited ? UNLIMITED : charges.remaining;
    }

    function _setBudget(Charges memory charges, uint256 budget) private pure {
        charges.unlimited = budget == UNLIMITED;
        if (!charges.unlimited && (budget == 0 || budget > type(uint32).max)) revert InvalidExecutionBudget(budget);
        charges.remaining = charges.unlimited ? 0 : uint32(budget);
    }

    function _revive(uint256 subId) private {
        Holder storage holder = _holders[subId];
        if (isBlocked[holder.subscriber]) revert SubscriberIsBlocked(holder.subscriber);
        if (!_terms[holder.planId].active) revert PlanNotActive(holder.planId);
        holder.cancelled = false;
    }

    function _setPaused(uint256 subId, bool byMerchant, bool paused) private {
        if (byMerchant) _holders[subId].pausedByMerchant = paused;
        else _holders[subId].pausedBySubscriber = paused;
    }

    function _isMerchantsCall(Holder memory holder) private view returns (bool) {
        if (msg.sender == holder.subscriber) return false;
        if (msg.sender == merchant()) return true;
        revert NotMerchantOrSubscriber(msg.sender);
    }

    function _known(uint256 subId) private view returns (Holder memory holder) {
        holder = _holders[subId];
        if (holder.subscriber == address(0)) revert UnknownSubscription(subId);
    }

    function _standing(uint256 subId) private view returns (Standing memory) {
        Holder memory holder = _holders[subId];
        Charges memory charges = _charges[subId];
        return Standing({
            pausedBySubscriber: holder.pausedBySubscriber,
            pausedByMerchant: holder.pausedByMerchant,
            cancelled: holder.cancelled,
            blocked: isBlocked[holder.subscriber],
            remainingExecutions: _remaining(charges),
            nextChargeAt: charges.nextChargeAt,
            windowId: charges.windowId,
            allowanceExpiry: charges.allowanceExpiry
        });
    }
}
