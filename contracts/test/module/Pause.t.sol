// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ISubscriptionModule} from "../../src/interfaces/ISubscriptionModule.sol";
import {Reason} from "../../src/interfaces/Reason.sol";
import {Platform} from "../support/Platform.sol";

contract PauseTest is Platform {
    uint256 private subId;

    function setUp() public override {
        super.setUp();
        subId = _charged();
    }

    function test_the_subscriber_pauses() public {
        _expectPaused(false);
        vm.prank(alice);
        module.pause(subId);

        assertFalse(module.isActive(alice, pro));
        vm.warp(NOON + MONTH);
        _expectRefused(subId, Reason.Paused);
        _execute(subId);
    }

    function test_the_merchant_pauses() public {
        _expectPaused(true);
        vm.prank(merchant);
        module.pause(subId);

        assertFalse(module.isActive(alice, pro));
        vm.warp(NOON + MONTH);
        _expectRefused(subId, Reason.Paused);
        _execute(subId);
    }

    function test_each_side_pauses_once() public {
        vm.startPrank(alice);
        module.pause(subId);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.AlreadyPaused.selector, subId));
        module.pause(subId);
        vm.stopPrank();
        vm.startPrank(merchant);
        module.pause(subId);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.AlreadyPaused.selector, subId));
        module.pause(subId);
    }

    function test_a_stranger_cannot_pause() public {
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.NotMerchantOrSubscriber.selector, stranger));
        module.pause(subId);
    }

    function test_an_unknown_subscription_cannot_be_paused() public {
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.UnknownSubscription.selector, 9));
        module.pause(9);
    }

    function _expectPaused(bool byMerchant) private {
        ISubscriptionModule.Standing memory standing = _standing(subId);
        (standing.pausedBySubscriber, standing.pausedByMerchant) = (!byMerchant, byMerchant);
        vm.expectEmit(address(module));
        emit ISubscriptionModule.SubscriptionPaused(subId, alice, byMerchant, standing);
    }
}
