// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ISubscriptionModule} from "../../src/interfaces/ISubscriptionModule.sol";
import {Reason} from "../../src/interfaces/Reason.sol";
import {Platform} from "../support/Platform.sol";

contract RecoverSubscriptionTest is Platform {
    uint256 private subId;

    function setUp() public override {
        super.setUp();
        subId = _subscribe(module, pro, alice, aliceKey, 2);
        _execute(subId);
        vm.warp(NOON + 2 * MONTH + 1);
    }

    function test_the_subscriber_opens_a_new_window_now() public {
        ISubscriptionModule.Standing memory standing = _standing(subId);
        (standing.nextChargeAt, standing.windowId) = (NOON + 2 * MONTH + 1, 3);
        vm.expectEmit(address(module));
        emit ISubscriptionModule.SubscriptionRecovered(subId, alice, alice, standing);
        _recover(alice);

        _execute(subId);
        assertEq(module.subscription(subId).lastPaidAt, NOON + 2 * MONTH + 1);
    }

    function test_the_merchant_opens_a_new_window_too() public {
        _recover(merchant);
        _assertEq(_reasonOf(subId), Reason.None);
    }

    function test_a_missed_period_is_never_charged_later() public {
        _recover(alice);
        _execute(subId);
        assertEq(usd.balanceOf(alice), 1_000e6 - 2 * PRICE);
        assertEq(_nextChargeAt(subId), NOON + 3 * MONTH + 1);
    }

    function test_a_stranger_cannot_recover() public {
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.NotMerchantOrSubscriber.selector, stranger));
        _recover(stranger);
    }

    function test_an_open_window_is_not_recovered() public {
        vm.warp(NOON + 2 * MONTH);
        _expectNotRecoverable(Reason.None);
        _recover(alice);
    }

    function test_a_window_that_a_pause_holds_open_is_not_recovered() public {
        vm.warp(NOON + 2 * MONTH);
        _pauseProcessor();
        vm.warp(NOON + 9 * MONTH);
        _expectNotRecoverable(Reason.None);
        _recover(alice);
        _unpauseProcessor();
        vm.warp(NOON + 10 * MONTH);
        _expectNotRecoverable(Reason.None);
        _recover(merchant);

        vm.warp(NOON + 10 * MONTH + 1);
        _recover(alice);
        _execute(subId);
    }

    function test_a_window_to_come_is_not_recovered() public {
        vm.warp(NOON + MONTH - 1);
        _expectNotRecoverable(Reason.NotDue);
        _recover(alice);
    }

    function test_a_paused_subscription_is_not_recovered() public {
        vm.prank(merchant);
        module.pause(subId);
        _expectNotRecoverable(Reason.Paused);
        _recover(alice);
    }

    function test_a_cancelled_subscription_is_not_recovered() public {
        vm.prank(alice);
        module.cancel(subId);
        _expectNotRecoverable(Reason.Cancelled);
        _recover(alice);
    }

    function test_a_blocked_subscriber_is_not_recovered() public {
        vm.prank(merchant);
        module.blockSubscriber(alice);
        _expectNotRecoverable(Reason.Blocked);
        _recover(merchant);
    }

    function test_a_used_up_budget_is_not_recovered() public {
        _recover(alice);
        _execute(subId);
        vm.warp(NOON + 5 * MONTH);
        _expectNotRecoverable(Reason.BudgetUsedUp);
        _recover(alice);
    }

    function _recover(address by) private {
        vm.prank(by);
        module.recoverSubscription(subId);
    }

    function _expectNotRecoverable(Reason reason) private {
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.NotRecoverable.selector, subId, reason));
    }
}
