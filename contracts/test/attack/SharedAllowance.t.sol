// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAllowanceTransfer} from "permit2/interfaces/IAllowanceTransfer.sol";
import {IPaymentProcessor} from "../../src/interfaces/IPaymentProcessor.sol";
import {ISubscriptionModule} from "../../src/interfaces/ISubscriptionModule.sol";
import {Reason, Responsible} from "../../src/interfaces/Reason.sol";
import {Platform} from "../support/Platform.sol";

contract SharedAllowanceTest is Platform {
    function test_a_permit_that_a_stranger_sends_first_still_subscribes() public {
        IAllowanceTransfer.PermitSingle memory permit = _permit(alice, ENDLESS, NOON + 365 days);
        bytes memory signature = _sign(aliceKey, permit);
        vm.prank(stranger);
        permit2.permit(alice, permit, signature);

        vm.prank(alice);
        uint256 subId = module.subscribeWithPermit(pro, 1, permit, signature);
        _execute(subId);
        assertEq(module.subscription(subId).allowanceExpiry, NOON + 365 days);
        assertTrue(module.isActive(alice, pro));
    }

    function test_nobody_subscribes_with_a_permit_that_starves_the_other_merchants() public {
        uint256 subId = _subscribe();
        ISubscriptionModule greedy = _deployModule(makeAddr("greedy"));
        _createPlan(greedy, address(usd));
        IAllowanceTransfer.PermitSingle memory permit = _permit(alice, PRICE, NOON + 3650 days);
        bytes memory signature = _sign(aliceKey, permit);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                IPaymentProcessor.PermitLowersAllowance.selector, PRICE, NOON + 3650 days, ENDLESS, NOON + 3650 days
            )
        );
        greedy.subscribeWithPermit(1, 1, permit, signature);
        _execute(subId);
    }

    function test_such_a_permit_sent_to_permit2_itself_lowers_the_allowance_all_the_same() public {
        uint256 subId = _subscribe();
        ISubscriptionModule greedy = _deployModule(makeAddr("greedy"));
        _createPlan(greedy, address(usd));
        IAllowanceTransfer.PermitSingle memory permit = _permit(alice, PRICE, NOON + 1 days);
        bytes memory signature = _sign(aliceKey, permit);
        vm.prank(stranger);
        permit2.permit(alice, permit, signature);
        (uint160 amount, uint48 expiration,) = permit2.allowance(alice, address(usd), address(processor));
        assertEq(amount, PRICE);
        assertEq(expiration, NOON + 1 days);

        vm.prank(alice);
        uint256 greedyId = greedy.subscribeWithPermit(1, 1, permit, signature);
        vm.prank(keeper);
        processor.execute(address(greedy), greedyId);
        _expectFailed(subId, Reason.InsufficientAllowance, Responsible.Subscriber);
        _execute(subId);
    }

    function test_a_later_permit_extends_no_consent_that_was_given_before() public {
        IAllowanceTransfer.PermitSingle memory permit = _permit(alice, ENDLESS, NOON + MONTH);
        bytes memory signature = _sign(aliceKey, permit);
        vm.prank(alice);
        uint256 subId = module.subscribeWithPermit(pro, 2, permit, signature);
        _execute(subId);
        _subscribe(module, _createPlan(module, address(usd)), alice, aliceKey, UNLIMITED);

        vm.warp(NOON + MONTH + 1);
        _assertEq(_batchOne(address(module), subId), Reason.AllowanceExpired);
        assertEq(usd.balanceOf(alice), 1_000e6 - PRICE);
    }

    function test_an_endless_allowance_charges_no_subscription_beyond_its_budget() public {
        uint256 subId = _subscribe(module, pro, alice, aliceKey, 1);
        _subscribe(module, _createPlan(module, address(usd)), alice, aliceKey, UNLIMITED);
        _execute(subId);
        vm.warp(NOON + MONTH);
        _assertEq(_batchOne(address(module), subId), Reason.BudgetUsedUp);
        assertEq(usd.balanceOf(alice), 1_000e6 - PRICE);
    }
}
