// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAllowanceTransfer} from "permit2/interfaces/IAllowanceTransfer.sol";
import {ISubscriptionModule} from "../../src/interfaces/ISubscriptionModule.sol";
import {Reason} from "../../src/interfaces/Reason.sol";
import {Platform} from "../support/Platform.sol";

contract SubscribeWithPermitTest is Platform {
    function test_a_new_subscription_is_due_now_and_was_never_paid() public {
        vm.expectEmit(address(module));
        emit ISubscriptionModule.SubscriptionCreated(
            1,
            alice,
            pro,
            ISubscriptionModule.Standing(false, false, false, false, UNLIMITED, NOON, 1, NOON + 3650 days)
        );
        uint256 subId = _subscribe();

        ISubscriptionModule.Subscription memory s = module.subscription(subId);
        assertEq(subId, 1);
        assertEq(module.subscriptionCount(), 1);
        assertEq(module.subscriptionOf(alice, pro), 1);
        assertEq(s.subscriber, alice);
        assertEq(s.planId, pro);
        assertEq(s.lastPaidAt, 0);
        assertEq(s.nextChargeAt, NOON);
        assertEq(s.remainingExecutions, UNLIMITED);
        assertEq(s.allowanceExpiry, NOON + 3650 days);
        _assertEq(_reasonOf(subId), Reason.None);
    }

    function test_one_subscription_per_subscriber_and_plan_for_ever() public {
        uint256 subId = _subscribe();
        vm.prank(alice);
        module.cancel(subId);
        vm.expectRevert(
            abi.encodeWithSelector(ISubscriptionModule.SubscriptionAlreadyExistsForPlan.selector, alice, pro, subId)
        );
        this.subscribe(UNLIMITED);
    }

    function test_the_same_subscriber_may_take_another_plan() public {
        _subscribe();
        uint256 other = _createPlan(module, address(usd));
        assertEq(_subscribe(module, other, alice, aliceKey, 1), 2);
    }

    function test_a_budget_of_zero_is_refused() public {
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.InvalidExecutionBudget.selector, 0));
        this.subscribe(0);
    }

    function test_a_budget_between_32_bits_and_unlimited_is_refused() public {
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.InvalidExecutionBudget.selector, 1 << 32));
        this.subscribe(1 << 32);
    }

    function test_the_largest_budget_is_kept() public {
        this.subscribe(type(uint32).max);
        assertEq(module.subscription(1).remainingExecutions, type(uint32).max);
    }

    function test_an_unknown_plan_is_refused() public {
        IAllowanceTransfer.PermitSingle memory permit = _permit(alice, ENDLESS, NOON + 1);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.UnknownPlan.selector, 7));
        module.subscribeWithPermit(7, 1, permit, "");
    }

    function subscribe(uint256 budget) external {
        _subscribe(module, pro, alice, aliceKey, budget);
    }
}
