// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ISubscriptionModule} from "../../src/interfaces/ISubscriptionModule.sol";
import {Reason} from "../../src/interfaces/Reason.sol";
import {Platform} from "../support/Platform.sol";

contract BlockSubscriberTest is Platform {
    function test_a_blocked_subscriber_has_no_access_and_is_not_charged() public {
        uint256 subId = _charged();
        vm.expectEmit(address(module));
        emit ISubscriptionModule.SubscriberBlocked(alice);
        _block();

        assertTrue(module.isBlocked(alice));
        assertFalse(module.isActive(alice, pro));
        vm.warp(NOON + MONTH);
        _expectRefused(subId, Reason.Blocked);
        _execute(subId);
    }

    function test_a_blocked_subscriber_cannot_subscribe() public {
        _block();
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.SubscriberIsBlocked.selector, alice));
        this.subscribe();
    }

    function test_unblocking_gives_access_back_and_moves_nothing() public {
        uint256 subId = _charged();
        _block();
        vm.warp(NOON + 2 * MONTH + 1);
        vm.expectEmit(address(module));
        emit ISubscriptionModule.SubscriberUnblocked(alice);
        _unblock();

        assertEq(_nextChargeAt(subId), NOON + MONTH);
        _assertEq(_reasonOf(subId), Reason.PaymentWindowViolation);
    }

    function test_unblocking_within_the_period_restores_access() public {
        _charged();
        _block();
        _unblock();
        assertTrue(module.isActive(alice, pro));
    }

    function test_nobody_is_blocked_twice() public {
        _block();
        vm.prank(merchant);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.SubscriberIsBlocked.selector, alice));
        module.blockSubscriber(alice);
    }

    function test_only_the_blocked_are_unblocked() public {
        vm.prank(merchant);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.SubscriberNotBlocked.selector, alice));
        module.unblockSubscriber(alice);
    }

    function test_only_the_merchant_blocks_and_unblocks() public {
        vm.startPrank(stranger);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.NotMerchant.selector, stranger));
        module.blockSubscriber(alice);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.NotMerchant.selector, stranger));
        module.unblockSubscriber(alice);
    }

    function subscribe() external {
        _subscribe();
    }

    function _block() private {
        vm.prank(merchant);
        module.blockSubscriber(alice);
    }

    function _unblock() private {
        vm.prank(merchant);
        module.unblockSubscriber(alice);
    }
}
