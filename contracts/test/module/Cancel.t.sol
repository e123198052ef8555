// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ISubscriptionModule} from "../../src/interfaces/ISubscriptionModule.sol";
import {Reason} from "../../src/interfaces/Reason.sol";
import {Platform} from "../support/Platform.sol";

contract CancelTest is Platform {
    uint256 private subId;

    function setUp() public override {
        super.setUp();
        subId = _charged();
    }

    function test_a_cancelled_subscription_ends_at_once_and_is_not_charged() public {
        ISubscriptionModule.Standing memory standing = _standing(subId);
        standing.cancelled = true;
        vm.expectEmit(address(module));
        emit ISubscriptionModule.SubscriptionCancelled(subId, alice, standing);
        vm.prank(alice);
        module.cancel(subId);

        assertFalse(module.isActive(alice, pro));
        vm.warp(NOON + MONTH);
        _expectRefused(subId, Reason.Cancelled);
        _execute(subId);
    }

    function test_only_the_subscriber_cancels() public {
        vm.prank(merchant);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.NotSubscriber.selector, merchant));
        module.cancel(subId);
    }

    function test_nothing_is_cancelled_twice() public {
        vm.startPrank(alice);
        module.cancel(subId);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.AlreadyCancelled.selector, subId));
        module.cancel(subId);
    }

    function test_an_unknown_subscription_cannot_be_cancelled() public {
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.UnknownSubscription.selector, 9));
        module.cancel(9);
    }
}
