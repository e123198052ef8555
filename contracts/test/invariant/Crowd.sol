// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {CommonBase} from "forge-std/Base.sol";
import {StdUtils} from "forge-std/StdUtils.sol";
import {VmSafe} from "forge-std/Vm.sol";
import {IAllowanceTransfer} from "permit2/interfaces/IAllowanceTransfer.sol";
import {PermitHash} from "permit2/libraries/PermitHash.sol";
import {IPaymentProcessor} from "../../src/interfaces/IPaymentProcessor.sol";
import {ISubscriptionModule} from "../../src/interfaces/ISubscriptionModule.sol";
import {Reason} from "../../src/interfaces/Reason.sol";
import {TestUsd} from "../../src/test-tokens/TestUsd.sol";

/// @notice Three payers, two merchants with two plans each, a keeper and the owner, who do what they like in any order.
/// The crowd keeps its own books, and notes each charge that these do not allow.
contract Crowd is CommonBase, StdUtils {
    struct Books {
        bool pausedBySubscriber;
        bool pausedByMerchant;
        bool cancelled;
        uint256 budget;
        uint256 consentUntil;
        uint256 paidAt;
        uint256 dueAt;
        uint256 interval;
        uint256 grace;
    }

    IPaymentProcessor public immutable processor;
    IAllowanceTransfer public immutable permit2;
    TestUsd public immutable usd;
    address public immutable owner;
    address public immutable keeper;
    ISubscriptionModule[] public modules;
    address[] public payers;
    mapping(address payer => uint256) private _keys;

    mapping(address payer => uint256) public minted;
    mapping(address payer => uint256) public spent;
    mapping(bytes32 subscription => Books) private _books;
    mapping(bytes32 window => uint256) private _charges;
    bool private _paused;
    uint256 private _pausedAt;
    uint256 private _unpausedAt;
    uint256 public charges;
    uint256 public signedSubscriptions;
    string[] public violations;

    constructor(
        IPaymentProcessor processor_,
        TestUsd usd_,
        address owner_,
        address keeper_,
        ISubscriptionModule[] memory modules_,
        VmSafe.Wallet[] memory payers_
    ) {
        (processor, usd, owner, keeper) = (processor_, usd_, owner_, keeper_);
        permit2 = IAllowanceTransfer(processor_.permit2());
        modules = modules_;
        for (uint256 i = 0; i < payers_.length; ++i) {
            payers.push(payers_[i].addr);
            _keys[payers_[i].addr] = payers_[i].privateKey;
            vm.prank(payers_[i].addr);
            usd_.approve(address(permit2), type(uint256).max);
        }
    }

    // ---- money and time

    function earn(uint256 who, uint256 amount) external {
        address payer = _payer(who);
        amount = bound(amount, 0, 50e6);
        usd.mint(payer, amount);
        minted[payer] += amount;
    }

    function wait(uint256 time) external {
        vm.warp(vm.getBlockTimestamp() + bound(time, 1, 40 days));
    }

    function waitForAnHour() external {
        vm.warp(vm.getBlockTimestamp() + 1 hours);
    }

    // ---- payers

    function allow(uint256 who, uint160 amount, uint256 time) external {
        vm.prank(_payer(who));
        permit2.approve(address(usd), address(processor), _amount(amount), uint48(_later(time)));
    }

    function subscribe(uint256 who, uint256 which, uint256 planId, uint256 budget, uint256 time) external {
        (address payer, ISubscriptionModule module) = (_payer(who), _module(which));
        planId = bound(planId, 1, 2);
        budget = _budget(budget);
        (uint160 amount, uint48 expiration, uint48 nonce) = permit2.allowance(payer, address(usd), address(processor));
        if (expiration < vm.getBlockTimestamp() || amount < 30e6) {
            vm.prank(payer);
            permit2.approve(address(usd), address(processor), type(uint160).max, uint48(_later(time)));
            (amount, expiration, nonce) = permit2.allowance(payer, address(usd), address(processor));
        }
        uint48 consent = uint48(_later(time));
        IAllowanceTransfer.PermitDetails memory details =
            IAllowanceTransfer.PermitDetails(address(usd), 0, consent, nonce);
        vm.prank(payer);
        try module.subscribeWithPermit(
            planId, budget, IAllowanceTransfer.PermitSingle(details, address(processor), 0), ""
        ) returns (
            uint256 subId
        ) {
            _noteSubscription(module, subId, budget, consent < expiration ? consent : expiration);
        } catch {}
    }

    function subscribeSigned(uint256 who, uint256 which, uint256 planId, uint256 budget, uint160 amount, uint256 time)
        external
    {
        (address payer, ISubscriptionModule module) = (_payer(who), _module(which));
        (IAllowanceTransfer.PermitSingle memory permit, bytes memory signature) = _signed(payer, amount, time);
        budget = _budget(budget);
        vm.prank(payer);
        try module.subscribeWithPermit(bound(planId, 1, 2), budget, permit, signature) returns (uint256 subId) {
            ++signedSubscriptions;
            _noteSubscription(module, subId, budget, permit.details.expiration);
        } catch {}
    }

    /// @dev Signed on whatever page, for whatever purpose, and sent by anybody.
    function signElsewhere(uint256 who, uint160 amount, uint256 time) external {
        address payer = _payer(who);
        (IAllowanceTransfer.PermitSingle memory permit, bytes memory signature) = _signed(payer, amount, time);
        permit2.permit(payer, permit, signature);
    }

    function cancel(uint256 which, uint256 id) external {
        (ISubscriptionModule module, uint256 subId, address subscriber) = _subscription(which, id);
        if (subId == 0) return;
        vm.prank(subscriber);
        try module.cancel(subId) {
            _book(module, subId).cancelled = true;
        } catch {}
    }

    function updateBudget(uint256 which, uint256 id, uint256 budget) external {
        (ISubscriptionModule module, uint256 subId, address subscriber) = _subscription(which, id);
        if (subId == 0) return;
        budget = _budget(budget);
        vm.prank(subscriber);
        try module.updateRemainingExecutions(subId, budget) {
            Books storage books = _book(module, subId);
            (books.cancelled, books.budget) = (false, budget);
            _noteMove(module, subId);
        } catch {}
    }

    function updateConsent(uint256 which, uint256 id, uint256 time) external {
        (ISubscriptionModule module, uint256 subId, address subscriber) = _subscription(which, id);
        if (subId == 0) return;
        vm.prank(subscriber);
        module.updateAllowanceExpiry(subId, uint48(_later(time)));
        _book(module, subId).consentUntil = _later(time);
    }

    // ---- either side

    function pause(uint256 which, uint256 id, bool byMerchant) external {
        (ISubscriptionModule module, uint256 subId, address subscriber) = _subscription(which, id);
        if (subId == 0) return;
        vm.prank(byMerchant ? module.merchant() : subscriber);
        try module.pause(subId) {
            _notePause(module, subId, byMerchant, true);
        } catch {}
    }

    function resume(uint256 which, uint256 id, bool byMerchant) external {
        (ISubscriptionModule module, uint256 subId, address subscriber) = _subscription(which, id);
        if (subId == 0) return;
        vm.prank(byMerchant ? module.merchant() : subscriber);
        try module.resume(subId) {
            _notePause(module, subId, byMerchant, false);
            _noteMove(module, subId);
        } catch {}
    }

    function recover(uint256 which, uint256 id, bool byMerchant) external {
        (ISubscriptionModule module, uint256 subId, address subscriber) = _subscription(which, id);
        if (subId == 0) return;
        vm.prank(byMerchant ? module.merchant() : subscriber);
        try module.recoverSubscription(subId) {
            if (vm.getBlockTimestamp() <= _windowEnd(_book(module, subId))) {
                violations.push("recovered an open window");
            }
            _noteMove(module, subId);
        } catch {}
    }

    function toggleBlock(uint256 which, uint256 who) external {
        (ISubscriptionModule module, address payer) = (_module(which), _payer(who));
        bool blocked = module.isBlocked(payer);
        vm.prank(module.merchant());
        if (blocked) module.unblockSubscriber(payer);
        else module.blockSubscriber(payer);
    }

    // ---- owner and keeper

    function toggleProcessor(uint256 luck) external {
        if (!_paused && luck % 4 != 0) return;
        vm.prank(owner);
        if (_paused) {
            processor.unpause();
            _unpausedAt = vm.getBlockTimestamp();
        } else {
            processor.pause();
            _pausedAt = vm.getBlockTimestamp();
        }
        _paused = !_paused;
    }

    function execute(uint256 which, uint256 id) external {
        (ISubscriptionModule module, uint256 subId,) = _subscription(which, id);
        if (subId == 0) return;
        uint64 windowId = module.subscription(subId).windowId;
        vm.prank(keeper);
        try processor.execute(address(module), subId) {
            if (processor.isCharged(address(module), subId, windowId)) _noteCharge(module, subId, windowId);
        } catch {}
    }

    function batchAll() external {
        (address[] memory targets, uint256[] memory ids, uint64[] memory windows) = _everything();
        vm.prank(keeper);
        Reason[] memory results = processor.batchExecute(targets, ids);
        for (uint256 i = 0; i < ids.length; ++i) {
            if (results[i] == Reason.None) _noteCharge(ISubscriptionModule(targets[i]), ids[i], windows[i]);
        }
    }

    function violationCount() external view returns (uint256) {
        return violations.length;
    }

    function payerCount() external view returns (uint256) {
        return payers.length;
    }

    // ---- books

    function _noteCharge(ISubscriptionModule module, uint256 subId, uint64 windowId) private {
        Books storage books = _book(module, subId);
        ISubscriptionModule.Subscription memory s = module.subscription(subId);
        uint256 now_ = vm.getBlockTimestamp();
        ++charges;
        spent[s.subscriber] += module.plan(s.planId).price;

        if (++_charges[keccak256(abi.encode(module, subId, windowId))] > 1) violations.push("window charged twice");
        if (_paused) violations.push("charged while the processor was paused");
        if (now_ < books.dueAt) violations.push("charged before due");
        if (now_ > _windowEnd(books)) violations.push("charged after the window");
        if (now_ > books.consentUntil) violations.push("charged beyond its consent");
        if (books.budget == 0) violations.push("charged beyond its budget");
        if (books.cancelled) violations.push("charged though cancelled");
        if (books.pausedBySubscriber || books.pausedByMerchant) violations.push("charged though paused");
        if (module.isBlocked(s.subscriber)) violations.push("charged though blocked");
        if (books.paidAt != 0 && s.lastPaidAt < books.paidAt + books.interval) violations.push("a period paid twice");
        if (s.lastPaidAt > now_) violations.push("charged for the future");

        if (books.budget != type(uint256).max) --books.budget;
        (books.paidAt, books.dueAt) = (s.lastPaidAt, s.nextChargeAt);
    }

    function _noteSubscription(ISubscriptionModule module, uint256 subId, uint256 budget, uint256 consentUntil)
        private
    {
        Books storage books = _book(module, subId);
        (books.budget, books.consentUntil, books.dueAt) = (budget, consentUntil, vm.getBlockTimestamp());
        ISubscriptionModule.Plan memory plan = module.plan(module.subscription(subId).planId);
        (books.interval, books.grace) = (plan.interval, plan.gracePeriod);
    }

    function _noteMove(ISubscriptionModule module, uint256 subId) private {
        Books storage books = _book(module, subId);
        uint48 dueAt = module.subscription(subId).nextChargeAt;
        if (dueAt < books.dueAt) violations.push("the next charge moved back");
        if (dueAt != books.dueAt && dueAt != vm.getBlockTimestamp()) {
            violations.push("the next charge moved elsewhere");
        }
        bool hasAccess = books.paidAt != 0 && vm.getBlockTimestamp() <= books.paidAt + books.interval + books.grace;
        if (hasAccess && dueAt != books.dueAt) violations.push("the next charge moved though access lasts");
        books.dueAt = dueAt;
    }

    function _notePause(ISubscriptionModule module, uint256 subId, bool byMerchant, bool paused) private {
        if (byMerchant) _book(module, subId).pausedByMerchant = paused;
        else _book(module, subId).pausedBySubscriber = paused;
    }

    function _windowEnd(Books storage books) private view returns (uint256 end) {
        end = books.dueAt + books.interval;
        if (end < _pausedAt) return end;
        if (_paused) return type(uint256).max;
        return end > _unpausedAt + books.interval ? end : _unpausedAt + books.interval;
    }

    function _book(ISubscriptionModule module, uint256 subId) private view returns (Books storage) {
        return _books[keccak256(abi.encode(module, subId))];
    }

    // ---- choosing

    function _everything()
        private
        view
        returns (address[] memory targets, uint256[] memory ids, uint64[] memory windows)
    {
        uint256 first = modules[0].subscriptionCount();
        uint256 count = first + modules[1].subscriptionCount();
        (targets, ids, windows) = (new address[](count), new uint256[](count), new uint64[](count));
        for (uint256 i = 0; i < count; ++i) {
            ISubscriptionModule module = modules[i < first ? 0 : 1];
            (targets[i], ids[i]) = (address(module), i < first ? i + 1 : i - first + 1);
            windows[i] = module.subscription(ids[i]).windowId;
        }
    }

    function _subscription(uint256 which, uint256 id)
        private
        view
        returns (ISubscriptionModule module, uint256 subId, address subscriber)
    {
        module = _module(which);
        uint256 count = module.subscriptionCount();
        if (count == 0) return (module, 0, address(0));
        subId = bound(id, 1, count);
        subscriber = module.subscription(subId).subscriber;
    }

    function _payer(uint256 who) private view returns (address) {
        return payers[who % payers.length];
    }

    function _module(uint256 which) private view returns (ISubscriptionModule) {
        return modules[which % modules.length];
    }

    function _amount(uint160 seed) private pure returns (uint160) {
        return seed % 4 == 0 ? type(uint160).max : uint160(bound(seed, 0, 60e6));
    }

    function _budget(uint256 seed) private pure returns (uint256) {
        return seed % 3 == 0 ? type(uint256).max : 1 + seed % 4;
    }

    function _signed(address payer, uint160 amount, uint256 time)
        private
        view
        returns (IAllowanceTransfer.PermitSingle memory permit, bytes memory signature)
    {
        (,, uint48 nonce) = permit2.allowance(payer, address(usd), address(processor));
        IAllowanceTransfer.PermitDetails memory details =
            IAllowanceTransfer.PermitDetails(address(usd), _amount(amount), uint48(_later(time)), nonce);
        permit = IAllowanceTransfer.PermitSingle(details, address(processor), vm.getBlockTimestamp());
        bytes32 domain = permit2.DOMAIN_SEPARATOR();
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(_keys[payer], keccak256(abi.encodePacked("\x19\x01", domain, PermitHash.hash(permit))));
        signature = abi.encodePacked(r, s, v);
    }

    function _later(uint256 time) private view returns (uint256) {
        return vm.getBlockTimestamp() + bound(time, 1 hours, 200 days);
    }
}
