// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ISubscriptionModule} from "../../src/interfaces/ISubscriptionModule.sol";
import {Reason} from "../../src/interfaces/Reason.sol";
import {Platform} from "../support/Platform.sol";

contract UpdateAllowanceExpiryTest is Platform {
    uint256 private subId;

    function setUp() public override {
        super.setUp();
        subId = _charged();
    }

    function test_the_subscriber_shortens_his_consent_and_extends_it_again() public {
        ISubscriptionModule.Standing memory standing = _standing(subId);
        standing.allowanceExpiry = NOON + 5 days;
        vm.expectEmit(address(module));
        emit ISubscriptionModule.AllowanceExpiryUpdated(subId, alice, standing);
        _update(NOON + 5 days);

        vm.warp(NOON + MONTH);
        _assertEq(_reasonOf(subId), Reason.AllowanceExpired);
        _update(NOON + MONTH + 1);
        _assertEq(_reasonOf(subId), Reason.None);
    }

    function test_a_cancelled_subscription_takes_a_date_and_stays_cancelled() public {
        vm.prank(alice);
        module.cancel(subId);
        _update(NOON + 5 days);
        assertTrue(module.subscription(subId).cancelled);
        assertEq(module.subscription(subId).allowanceExpiry, NOON + 5 days);
    }

    function test_the_date_is_later_than_now() public {
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.InvalidAllowanceExpiry.selector, NOON));
        module.updateAllowanceExpiry(subId, NOON);
    }

    function test_only_the_subscriber_updates() public {
        vm.prank(merchant);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.NotSubscriber.selector, merchant));
        module.updateAllowanceExpiry(subId, NOON + 1);
    }

    function _update(uint48 expiry) private {
        vm.prank(alice);
        module.updateAllowanceExpiry(subId, expiry);
    }
}
