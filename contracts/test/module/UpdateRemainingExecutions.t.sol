// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ISubscriptionModule} from "../../src/interfaces/ISubscriptionModule.sol";
import {Reason} from "../../src/interfaces/Reason.sol";
import {Platform} from "../support/Platform.sol";

contract UpdateRemainingExecutionsTest is Platform {
    uint256 private subId;

    function setUp() public override {
        super.setUp();
        subId = _subscribe(module, pro, alice, aliceKey, 1);
        _execute(subId);
    }

    function test_a_used_up_budget_is_raised_and_charged_on_time() public {
        vm.warp(NOON + MONTH);
        _assertEq(_reasonOf(subId), Reason.BudgetUsedUp);
        ISubscriptionModule.Standing memory standing = _standing(subId);
        standing.remainingExecutions = 3;
        vm.expectEmit(address(module));
        emit ISubscriptionModule.RemainingExecutionsUpdated(subId, alice, standing);
        _update(3);

        _execute(subId);
        assertEq(module.subscription(subId).remainingExecutions, 2);
        assertEq(_nextChargeAt(subId), NOON + 2 * MONTH);
    }

    function test_raising_within_the_grace_keeps_the_anchor() public {
        vm.warp(NOON + MONTH + GRACE);
        _update(3);
        assertEq(_nextChargeAt(subId), NOON + MONTH);
    }

    function test_raising_after_a_lapse_is_due_now_in_the_same_window() public {
        vm.warp(NOON + MONTH + GRACE + 1);
        _update(UNLIMITED);
        assertEq(_nextChargeAt(subId), NOON + MONTH + GRACE + 1);
        assertEq(module.subscription(subId).windowId, 2);
        assertEq(module.subscription(subId).remainingExecutions, UNLIMITED);
    }

    function test_lowering_never_moves_the_next_charge() public {
        _update(5);
        vm.warp(NOON + 100 days);
        _update(4);
        assertEq(_nextChargeAt(subId), NOON + MONTH);
        assertEq(module.subscription(subId).remainingExecutions, 4);
    }

    function test_it_revives_a_cancelled_subscription() public {
        _cancel();
        _update(2);
        assertFalse(module.subscription(subId).cancelled);
        assertTrue(module.isActive(alice, pro));
        assertEq(_nextChargeAt(subId), NOON + MONTH);
    }

    function test_reviving_after_a_lapse_is_due_now_even_with_a_lower_budget() public {
        _update(9);
        _cancel();
        vm.warp(NOON + 100 days);
        _update(1);
        assertEq(_nextChargeAt(subId), NOON + 100 days);
    }

    function test_a_blocked_subscriber_is_not_revived_but_may_change_a_living_budget() public {
        vm.prank(merchant);
        module.blockSubscriber(alice);
        _update(2);
        _cancel();
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.SubscriberIsBlocked.selector, alice));
        module.updateRemainingExecutions(subId, 3);
    }

    function test_nobody_is_revived_on_an_inactive_plan_but_a_living_budget_may_change() public {
        vm.prank(merchant);
        module.setPlanActive(pro, false);
        _update(2);
        _cancel();
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.PlanNotActive.selector, pro));
        module.updateRemainingExecutions(subId, 3);
    }

    function test_the_range_is_that_of_a_new_budget() public {
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.InvalidExecutionBudget.selector, 0));
        module.updateRemainingExecutions(subId, 0);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.InvalidExecutionBudget.selector, 1 << 32));
        module.updateRemainingExecutions(subId, 1 << 32);
    }

    function test_only_the_subscriber_updates() public {
        vm.prank(merchant);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.NotSubscriber.selector, merchant));
        module.updateRemainingExecutions(subId, 3);
    }

    function _update(uint256 remaining) private {
        vm.prank(alice);
        module.updateRemainingExecutions(subId, remaining);
    }

    function _cancel() private {
        vm.prank(alice);
        module.cancel(subId);
    }
}
