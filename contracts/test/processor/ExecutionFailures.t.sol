// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IPaymentProcessor} from "../../src/interfaces/IPaymentProcessor.sol";
import {Reason, Responsible} from "../../src/interfaces/Reason.sol";
import {ITokenRegistry} from "../../src/interfaces/ITokenRegistry.sol";
import {HookedToken} from "../support/HookedToken.sol";
import {Platform} from "../support/Platform.sol";

contract ExecutionFailuresTest is Platform {
    uint256 private subId;

    function setUp() public override {
        super.setUp();
        subId = _charged();
        vm.warp(NOON + MONTH);
    }

    function test_a_locked_allowance_is_the_subscribers_fault() public {
        _lockdown(alice);
        _fails(Reason.InsufficientAllowance, Responsible.Subscriber);
    }

    function test_an_allowance_below_the_price_is_the_subscribers_fault() public {
        _approve(PRICE - 1, NOON + 3650 days);
        _fails(Reason.InsufficientAllowance, Responsible.Subscriber);
    }

    function test_an_expired_allowance_is_the_subscribers_fault() public {
        _approve(ENDLESS, NOON + MONTH - 1);
        _fails(Reason.AllowanceExpired, Responsible.Subscriber);
    }

    function test_an_expired_consent_is_the_subscribers_fault() public {
        vm.warp(NOON);
        vm.prank(alice);
        module.updateAllowanceExpiry(subId, NOON + 1);
        vm.warp(NOON + MONTH);
        _fails(Reason.AllowanceExpired, Responsible.Subscriber);
    }

    function test_a_short_balance_is_the_subscribers_fault() public {
        vm.prank(alice);
        usd.transfer(stranger, 990e6 - PRICE + 1);
        _fails(Reason.TransferFailed, Responsible.Subscriber);
    }

    function test_a_short_approval_of_the_token_is_the_subscribers_fault() public {
        vm.prank(alice);
        usd.approve(PERMIT2_ADDRESS, PRICE - 1);
        _fails(Reason.TransferFailed, Responsible.Subscriber);
    }

    function test_a_frozen_recipient_is_the_protocols_fault() public {
        HookedToken token = _hookedSubscription();
        token.freeze(merchant, true);
        _fails(Reason.TransferFailed, Responsible.Protocol);
    }

    function test_a_frozen_treasury_undoes_the_merchants_leg_too() public {
        HookedToken token = _hookedSubscription();
        token.freeze(treasury, true);
        _fails(Reason.TransferFailed, Responsible.Protocol);
        assertEq(token.balanceOf(merchant), 0);
    }

    function test_a_token_that_answers_nothing_is_the_protocols_fault() public {
        _hookedSubscription().setSilent(true);
        _fails(Reason.TransferFailed, Responsible.Protocol);
    }

    function test_a_token_that_burns_its_gas_is_the_protocols_fault() public {
        _hookedSubscription().setBurnsGas(true);
        _fails(Reason.TransferFailed, Responsible.Protocol);
    }

    function test_a_paused_processor_is_the_protocols_fault() public {
        _pauseProcessor();
        _fails(Reason.ProcessorPaused, Responsible.Protocol);
    }

    function test_a_disabled_token_is_the_protocols_fault() public {
        vm.prank(owner);
        registry.setPolicy(address(usd), false, 1, ENDLESS, ITokenRegistry.Kind.Permit);
        _fails(Reason.UnsupportedToken, Responsible.Protocol);
    }

    function test_a_price_out_of_the_policy_is_the_protocols_fault() public {
        vm.prank(owner);
        registry.setPolicy(address(usd), true, 1, PRICE - 1, ITokenRegistry.Kind.Permit);
        _fails(Reason.UnsupportedToken, Responsible.Protocol);
    }

    function test_a_missed_window_is_the_keepers_fault() public {
        vm.warp(NOON + 2 * MONTH + 1);
        _fails(Reason.PaymentWindowViolation, Responsible.Keeper);
    }

    function test_a_window_missed_by_a_failing_subscriber_is_his_fault() public {
        _lockdown(alice);
        _execute(subId);
        vm.warp(NOON + 2 * MONTH + 1);
        _fails(Reason.PaymentWindowViolation, Responsible.Subscriber);
    }

    function test_a_window_missed_by_a_frozen_merchant_is_the_keepers_fault() public {
        _hookedSubscription().freeze(merchant, true);
        _execute(subId);
        vm.warp(NOON + 2 * MONTH + 1);
        _fails(Reason.PaymentWindowViolation, Responsible.Keeper);
    }

    function test_a_failure_of_an_earlier_window_is_forgotten() public {
        _lockdown(alice);
        _execute(subId);
        _approve(ENDLESS, NOON + 3650 days);
        _execute(subId);
        vm.warp(NOON + 4 * MONTH);
        _fails(Reason.PaymentWindowViolation, Responsible.Keeper);
    }

    function test_a_code_is_reported_once_per_window() public {
        _lockdown(alice);
        _execute(subId);
        vm.expectRevert(
            abi.encodeWithSelector(IPaymentProcessor.FailureAlreadyReported.selector, address(module), subId)
        );
        _execute(subId);
        _assertEq(_batchOne(address(module), subId), Reason.FailureAlreadyReported);
    }

    function test_another_code_of_the_same_window_is_reported() public {
        _lockdown(alice);
        _execute(subId);
        _approve(ENDLESS, NOON + 3650 days);
        vm.prank(alice);
        usd.approve(PERMIT2_ADDRESS, 0);
        _fails(Reason.TransferFailed, Responsible.Subscriber);
    }

    function test_a_failure_that_a_keeper_staged_does_not_hide_the_subscribers() public {
        HookedToken token = _hookedSubscription();
        token.freeze(keeper, true);
        _fails(Reason.TransferFailed, Responsible.Protocol);
        vm.prank(alice);
        token.transfer(stranger, 100e18);
        _fails(Reason.TransferFailed, Responsible.Subscriber);
        _assertEq(_batchOne(address(module), subId), Reason.FailureAlreadyReported);

        vm.warp(NOON + 2 * MONTH + 1);
        _fails(Reason.PaymentWindowViolation, Responsible.Subscriber);
    }

    function test_a_failure_of_the_protocol_is_no_news_after_the_subscribers() public {
        HookedToken token = _hookedSubscription();
        token.freeze(keeper, true);
        vm.prank(alice);
        token.approve(PERMIT2_ADDRESS, 0);
        _fails(Reason.TransferFailed, Responsible.Subscriber);
        vm.prank(alice);
        token.approve(PERMIT2_ADDRESS, PRICE);
        _assertEq(_batchOne(address(module), subId), Reason.FailureAlreadyReported);
    }

    function test_recovery_reports_the_same_code_anew() public {
        vm.warp(NOON + 2 * MONTH + 1);
        _execute(subId);
        vm.prank(alice);
        module.recoverSubscription(subId);
        vm.warp(NOON + 4 * MONTH);
        _fails(Reason.PaymentWindowViolation, Responsible.Keeper);
    }

    function test_a_late_top_up_is_charged_within_the_same_window() public {
        vm.prank(alice);
        usd.approve(PERMIT2_ADDRESS, 0);
        _execute(subId);
        vm.prank(alice);
        usd.approve(PERMIT2_ADDRESS, PRICE);
        vm.warp(NOON + MONTH + GRACE);
        _execute(subId);
        assertEq(_nextChargeAt(subId), NOON + 2 * MONTH);
    }

    function _fails(Reason code, Responsible responsible) private {
        uint48 due = _nextChargeAt(subId);
        _expectFailed(subId, code, responsible);
        _execute(subId);
        assertEq(_nextChargeAt(subId), due);
        assertFalse(processor.isCharged(address(module), subId, module.subscription(subId).windowId));
    }

    function _approve(uint160 amount, uint48 expiration) private {
        vm.prank(alice);
        permit2.approve(address(usd), address(processor), amount, expiration);
    }

    function _hookedSubscription() private returns (HookedToken token) {
        token = new HookedToken();
        token.mint(alice, 100e18);
        vm.prank(alice);
        token.approve(PERMIT2_ADDRESS, type(uint256).max);
        _enable(address(token));
        subId = _subscribe(module, _createPlan(module, address(token)), alice, aliceKey, UNLIMITED);
    }
}
