// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ISubscriptionModule} from "../../src/interfaces/ISubscriptionModule.sol";
import {Reason} from "../../src/interfaces/Reason.sol";
import {Platform} from "../support/Platform.sol";

contract QuoteExecutionTest is Platform {
    function test_an_unknown_subscription_is_told_so_without_a_revert() public view {
        (Reason reason, address payer,,,,,) = module.quoteExecution(99);
        _assertEq(reason, Reason.UnknownSubscription);
        assertEq(payer, address(0));
    }

    function test_the_first_charge_counts_from_now() public {
        uint256 subId = _subscribe();
        vm.warp(NOON + 2 days);
        (
            Reason reason,
            address payer,
            address recipient,
            address token,
            uint160 amount,
            uint48 executionTime,
            uint64 windowId
        ) = module.quoteExecution(subId);
        _assertEq(reason, Reason.None);
        assertEq(payer, alice);
        assertEq(recipient, merchant);
        assertEq(token, address(usd));
        assertEq(amount, PRICE);
        assertEq(executionTime, NOON + 2 days);
        assertEq(windowId, 1);
    }

    function test_a_late_charge_within_the_grace_keeps_the_anchor() public {
        uint256 subId = _charged();
        vm.warp(NOON + MONTH + GRACE);
        assertEq(_executionTime(subId), NOON + MONTH);
    }

    function test_a_charge_after_the_grace_counts_from_now() public {
        uint256 subId = _charged();
        vm.warp(NOON + MONTH + GRACE + 1);
        assertEq(_executionTime(subId), NOON + MONTH + GRACE + 1);
    }

    function testFuzz_a_charge_is_allowed_in_its_window_and_at_no_other_time(uint32 after_) public {
        uint256 subId = _charged();
        uint256 elapsed = bound(after_, 0, 10 * uint256(MONTH));
        vm.warp(NOON + elapsed);
        Reason expected = elapsed < MONTH
            ? Reason.NotDue
            : elapsed <= 2 * uint256(MONTH) ? Reason.None : Reason.PaymentWindowViolation;
        _assertEq(_reasonOf(subId), expected);
    }

    function testFuzz_no_charge_counts_from_before_its_window_or_after_now(uint32 after_) public {
        uint256 subId = _charged();
        uint256 elapsed = bound(after_, MONTH, 2 * uint256(MONTH));
        vm.warp(NOON + elapsed);
        _execute(subId);
        ISubscriptionModule.Subscription memory s = module.subscription(subId);
        assertEq(s.lastPaidAt, NOON + (elapsed <= uint256(MONTH) + GRACE ? MONTH : elapsed));
        assertEq(s.nextChargeAt, s.lastPaidAt + MONTH);
        assertEq(s.windowId, 3);
    }

    function test_the_last_second_of_the_window_counts_and_the_next_does_not() public {
        uint256 subId = _charged();
        vm.warp(NOON + 2 * MONTH);
        _assertEq(_reasonOf(subId), Reason.None);
        vm.warp(NOON + 2 * MONTH + 1);
        _assertEq(_reasonOf(subId), Reason.PaymentWindowViolation);
    }

    function test_the_last_second_of_the_consent_counts_and_the_next_does_not() public {
        uint256 subId = _charged();
        vm.prank(alice);
        module.updateAllowanceExpiry(subId, NOON + MONTH);
        vm.warp(NOON + MONTH);
        _assertEq(_reasonOf(subId), Reason.None);
        vm.warp(NOON + MONTH + 1);
        _assertEq(_reasonOf(subId), Reason.AllowanceExpired);
    }

    function test_no_open_window_ends_while_the_processor_is_paused() public {
        uint256 subId = _charged();
        vm.warp(NOON + 2 * MONTH);
        _pauseProcessor();
        vm.warp(NOON + 9 * MONTH);
        _assertEq(_reasonOf(subId), Reason.None);
    }

    function test_after_the_pause_the_window_stays_open_for_one_interval() public {
        uint256 subId = _charged();
        vm.warp(NOON + 2 * MONTH);
        _pauseProcessor();
        vm.warp(NOON + 9 * MONTH);
        _unpauseProcessor();
        vm.warp(NOON + 10 * MONTH);
        _assertEq(_reasonOf(subId), Reason.None);
        vm.warp(NOON + 10 * MONTH + 1);
        _assertEq(_reasonOf(subId), Reason.PaymentWindowViolation);
    }

    function test_a_window_missed_before_the_pause_stays_missed() public {
        uint256 subId = _charged();
        vm.warp(NOON + 2 * MONTH + 1);
        _pauseProcessor();
        _assertEq(_reasonOf(subId), Reason.PaymentWindowViolation);
        _unpauseProcessor();
        _assertEq(_reasonOf(subId), Reason.PaymentWindowViolation);
    }

    function test_a_pause_before_the_window_does_not_shorten_it() public {
        uint256 subId = _charged();
        _pauseProcessor();
        _unpauseProcessor();
        vm.warp(NOON + 2 * MONTH);
        _assertEq(_reasonOf(subId), Reason.None);
    }

    function _executionTime(uint256 subId) private view returns (uint48 time) {
        (,,,,, time,) = module.quoteExecution(subId);
    }
}
