// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ISubscriptionModule} from "../../src/interfaces/ISubscriptionModule.sol";
import {Platform} from "../support/Platform.sol";

contract SetPlanActiveTest is Platform {
    function test_an_inactive_plan_takes_nobody_new_and_charges_who_is_there() public {
        uint256 subId = _charged();
        vm.expectEmit(address(module));
        emit ISubscriptionModule.PlanActiveSet(pro, false);
        _set(false);

        vm.warp(NOON + MONTH);
        _execute(subId);
        (address bob, uint256 bobKey) = makeAddrAndKey("bob");
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.PlanNotActive.selector, pro));
        this.subscribe(bob, bobKey);
    }

    function test_a_plan_can_become_active_again() public {
        _set(false);
        _set(true);
        assertTrue(module.plan(pro).active);
    }

    function test_what_is_so_already_cannot_be_set() public {
        vm.prank(merchant);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.PlanActiveAlready.selector, pro, true));
        module.setPlanActive(pro, true);
    }

    function test_an_unknown_plan_cannot_be_set() public {
        vm.prank(merchant);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.UnknownPlan.selector, 9));
        module.setPlanActive(9, true);
    }

    function test_only_the_merchant_sets_it() public {
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.NotMerchant.selector, stranger));
        module.setPlanActive(pro, false);
    }

    function subscribe(address payer, uint256 key) external {
        _subscribe(module, pro, payer, key, UNLIMITED);
    }

    function _set(bool active) private {
        vm.prank(merchant);
        module.setPlanActive(pro, active);
    }
}
