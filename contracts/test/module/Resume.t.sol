// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ISubscriptionModule} from "../../src/interfaces/ISubscriptionModule.sol";
import {Reason} from "../../src/interfaces/Reason.sol";
import {Platform} from "../support/Platform.sol";

contract ResumeTest is Platform {
    function test_resuming_within_the_period_restores_access_and_moves_nothing() public {
        uint256 subId = _charged();
        _pause(subId, alice);
        vm.warp(NOON + 20 days);
        vm.expectEmit(address(module));
        emit ISubscriptionModule.SubscriptionResumed(
            subId,
            alice,
            false,
            ISubscriptionModule.Standing(false, false, false, false, UNLIMITED, NOON + MONTH, 2, NOON + 3650 days)
        );
        _resume(subId, alice);
        assertTrue(module.isActive(alice, pro));
    }

    function test_resuming_at_the_last_second_of_grace_keeps_the_anchor() public {
        uint256 subId = _charged();
        _pause(subId, alice);
        vm.warp(NOON + MONTH + GRACE);
        _resume(subId, alice);
        assertEq(_nextChargeAt(subId), NOON + MONTH);
    }

    function test_resuming_after_a_lapse_is_due_now_in_the_same_window() public {
        uint256 subId = _charged();
        _pause(subId, alice);
        vm.warp(NOON + MONTH + GRACE + 1);
        _resume(subId, alice);
        assertEq(_nextChargeAt(subId), NOON + MONTH + GRACE + 1);
        assertEq(module.subscription(subId).windowId, 2);
    }

    function test_resuming_before_the_first_charge_is_due_now() public {
        uint256 subId = _subscribe();
        _pause(subId, alice);
        vm.warp(NOON + 1 days);
        _resume(subId, alice);
        assertEq(_nextChargeAt(subId), NOON + 1 days);
    }

    function test_a_missed_window_is_open_again_after_resuming() public {
        uint256 subId = _charged();
        _pause(subId, alice);
        vm.warp(NOON + 365 days);
        _resume(subId, alice);
        _assertEq(_reasonOf(subId), Reason.None);
    }

    function test_each_side_clears_its_own_flag() public {
        uint256 subId = _charged();
        _pause(subId, alice);
        _pause(subId, merchant);
        _resume(subId, merchant);
        assertTrue(module.subscription(subId).pausedBySubscriber);
        assertFalse(module.isActive(alice, pro));
        _resume(subId, alice);
        assertTrue(module.isActive(alice, pro));
    }

    function test_who_did_not_pause_cannot_resume() public {
        uint256 subId = _charged();
        _pause(subId, merchant);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.NotPaused.selector, subId));
        module.resume(subId);
    }

    function test_a_stranger_cannot_resume() public {
        uint256 subId = _charged();
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.NotMerchantOrSubscriber.selector, stranger));
        module.resume(subId);
    }

    function _pause(uint256 subId, address by) private {
        vm.prank(by);
        module.pause(subId);
    }

    function _resume(uint256 subId, address by) private {
        vm.prank(by);
        module.resume(subId);
    }
}
