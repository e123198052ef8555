// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ISubscriptionModule} from "../../src/interfaces/ISubscriptionModule.sol";
import {Reason} from "../../src/interfaces/Reason.sol";
import {Platform} from "../support/Platform.sol";

contract TimingTest is Platform {
    uint256 private subId;

    function setUp() public override {
        super.setUp();
        subId = _charged();
    }

    function test_a_merchant_cannot_charge_and_recover_in_a_loop() public {
        vm.prank(owner);
        processor.setOpenExecution(true);
        vm.startPrank(merchant);
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.NotRecoverable.selector, subId, Reason.NotDue));
            module.recoverSubscription(subId);
        }
        vm.warp(NOON + 2 * MONTH + 1);
        module.recoverSubscription(subId);
        processor.execute(address(module), subId);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.NotRecoverable.selector, subId, Reason.NotDue));
        module.recoverSubscription(subId);
        vm.stopPrank();
        assertEq(usd.balanceOf(alice), 1_000e6 - 2 * PRICE);
    }

    function test_recovering_in_a_loop_without_a_charge_waits_an_interval_each_time() public {
        vm.warp(NOON + 2 * MONTH + 1);
        vm.startPrank(merchant);
        module.recoverSubscription(subId);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.NotRecoverable.selector, subId, Reason.None));
        module.recoverSubscription(subId);
        vm.warp(NOON + 3 * MONTH + 2);
        module.recoverSubscription(subId);
    }

    function test_a_merchant_cannot_resume_what_the_subscriber_paused() public {
        vm.prank(alice);
        module.pause(subId);
        vm.startPrank(merchant);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.NotPaused.selector, subId));
        module.resume(subId);
        module.pause(subId);
        module.resume(subId);
        vm.stopPrank();
        vm.warp(NOON + MONTH);
        _assertEq(_batchOne(address(module), subId), Reason.Paused);
    }

    function test_pausing_and_resuming_inside_the_grace_gains_no_day() public {
        vm.warp(NOON + MONTH + GRACE);
        vm.startPrank(alice);
        module.pause(subId);
        module.resume(subId);
        vm.stopPrank();
        _execute(subId);
        assertEq(_nextChargeAt(subId), NOON + 2 * MONTH);
    }

    function test_cancelling_and_reviving_inside_the_grace_gains_no_day() public {
        vm.warp(NOON + MONTH + GRACE);
        vm.startPrank(alice);
        module.cancel(subId);
        module.updateRemainingExecutions(subId, 9);
        vm.stopPrank();
        _execute(subId);
        assertEq(_nextChargeAt(subId), NOON + 2 * MONTH);
    }

    function test_a_failed_transfer_does_not_lock_its_window() public {
        vm.prank(alice);
        usd.approve(PERMIT2_ADDRESS, 0);
        vm.warp(NOON + MONTH);
        _execute(subId);
        assertFalse(processor.isCharged(address(module), subId, 2));

        vm.prank(alice);
        usd.approve(PERMIT2_ADDRESS, PRICE);
        _execute(subId);
        assertTrue(processor.isCharged(address(module), subId, 2));
        assertEq(usd.balanceOf(alice), 1_000e6 - 2 * PRICE);
    }
}
