// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ISubscriptionModule} from "../../src/interfaces/ISubscriptionModule.sol";
import {Platform} from "../support/Platform.sol";

contract CreatePlanTest is Platform {
    function test_a_plan_tells_everything_about_itself() public {
        vm.expectEmit(address(module));
        emit ISubscriptionModule.PlanCreated(2, address(usd), 5e6, 1 hours, 59 minutes, keccak256("Hourly"), 6, "USDC");
        uint256 planId = _create(5e6, 1 hours, 59 minutes);

        ISubscriptionModule.Plan memory plan = module.plan(planId);
        assertEq(planId, 2);
        assertEq(module.planCount(), 2);
        assertEq(plan.price, 5e6);
        assertEq(plan.interval, 1 hours);
        assertEq(plan.gracePeriod, 59 minutes);
        assertEq(plan.token, address(usd));
        assertEq(plan.metadataHash, keccak256("Hourly"));
        assertTrue(plan.active);
    }

    function test_the_limits_themselves_are_allowed() public {
        _create(ENDLESS, 1 hours, 1 hours - 1);
        _create(1, 3650 days, 0);
    }

    function test_a_price_of_zero_is_refused() public {
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.InvalidPrice.selector, 0));
        _create(0, MONTH, GRACE);
    }

    function test_less_than_an_hour_is_refused() public {
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.InvalidInterval.selector, 1 hours - 1));
        _create(PRICE, 1 hours - 1, 0);
    }

    function test_more_than_ten_years_is_refused() public {
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.InvalidInterval.selector, 3650 days + 1));
        _create(PRICE, 3650 days + 1, 0);
    }

    function test_grace_is_shorter_than_the_interval() public {
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.InvalidGracePeriod.selector, MONTH));
        _create(PRICE, MONTH, MONTH);
    }

    function test_the_token_is_enabled() public {
        vm.prank(merchant);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.TokenNotEnabled.selector, stranger));
        module.createPlan(PRICE, MONTH, GRACE, stranger, 0);
    }

    function test_only_the_merchant_creates_plans() public {
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.NotMerchant.selector, stranger));
        module.createPlan(PRICE, MONTH, GRACE, address(usd), 0);
    }

    function test_an_unknown_plan_cannot_be_read() public {
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.UnknownPlan.selector, 2));
        module.plan(2);
    }

    function _create(uint160 price, uint32 interval, uint32 gracePeriod) private returns (uint256) {
        vm.prank(merchant);
        return module.createPlan(price, interval, gracePeriod, address(usd), keccak256("Hourly"));
    }
}
