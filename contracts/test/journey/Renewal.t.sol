// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Platform} from "../support/Platform.sol";

contract RenewalTest is Platform {
    function test_a_subscriber_pays_now_and_again_a_month_later() public {
        uint256 subId = _subscribe();
        assertFalse(module.isActive(alice, pro));

        _execute(subId);
        assertTrue(module.isActive(alice, pro));
        assertEq(_nextChargeAt(subId), NOON + MONTH);

        vm.warp(NOON + MONTH);
        _execute(subId);
        assertEq(_nextChargeAt(subId), NOON + 2 * MONTH);
        assertEq(usd.balanceOf(alice), 1_000e6 - 2 * PRICE);
        assertEq(usd.balanceOf(merchant), 2 * 9_500_000);
        assertEq(usd.balanceOf(keeper), 2 * 100_000);
        assertEq(usd.balanceOf(treasury), 2 * 400_000);
    }
}
