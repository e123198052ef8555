// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Platform} from "../support/Platform.sol";

contract IsActiveTest is Platform {
    function test_nobody_is_active_before_the_first_payment() public {
        _subscribe();
        assertFalse(module.isActive(alice, pro));
    }

    function test_access_lasts_through_period_and_grace() public {
        _charged();
        vm.warp(NOON + MONTH + GRACE);
        assertTrue(module.isActive(alice, pro));
        vm.warp(NOON + MONTH + GRACE + 1);
        assertFalse(module.isActive(alice, pro));
    }

    function test_a_stranger_is_not_active() public view {
        assertFalse(module.isActive(stranger, pro));
        assertFalse(module.isActive(stranger, 99));
    }

    function test_any_of_several_plans_is_enough() public {
        _charged();
        uint256[] memory plans = new uint256[](2);
        (plans[0], plans[1]) = (_createPlan(module, address(usd)), pro);
        assertTrue(module.isActiveAny(alice, plans));
        assertFalse(module.isActiveAny(stranger, plans));
        assertFalse(module.isActiveAny(alice, new uint256[](0)));
    }
}
