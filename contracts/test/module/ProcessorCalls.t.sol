// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IModule} from "../../src/interfaces/IModule.sol";
import {ISubscriptionModule} from "../../src/interfaces/ISubscriptionModule.sol";
import {Platform} from "../support/Platform.sol";

contract ProcessorCallsTest is Platform {
    function test_only_the_processor_registers() public {
        vm.prank(merchant);
        vm.expectRevert(abi.encodeWithSelector(IModule.NotProcessor.selector, merchant));
        module.registerExecution(alice, pro, 1, NOON + 1);
    }

    /// @dev No wallet gets as far, since it signs within a static call: the module relies on nobody for that.
    function test_what_changed_since_the_quote_is_checked_again() public {
        vm.startPrank(address(processor));
        uint256 subId = module.registerExecution(alice, pro, 1, NOON + 1);
        vm.expectRevert(
            abi.encodeWithSelector(ISubscriptionModule.SubscriptionAlreadyExistsForPlan.selector, alice, pro, subId)
        );
        module.registerExecution(alice, pro, 1, NOON + 1);
        vm.stopPrank();

        vm.startPrank(merchant);
        module.blockSubscriber(stranger);
        vm.startPrank(address(processor));
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.SubscriberIsBlocked.selector, stranger));
        module.registerExecution(stranger, pro, 1, NOON + 1);

        vm.startPrank(merchant);
        module.setPlanActive(pro, false);
        vm.startPrank(address(processor));
        vm.expectRevert(abi.encodeWithSelector(ISubscriptionModule.PlanNotActive.selector, pro));
        module.registerExecution(keeper, pro, 1, NOON + 1);
    }

    function test_only_the_processor_reports_an_execution() public {
        uint256 subId = _subscribe();
        vm.prank(merchant);
        vm.expectRevert(abi.encodeWithSelector(IModule.NotProcessor.selector, merchant));
        module.onExecute(subId, NOON);
    }

    function test_the_clone_knows_its_merchant_and_its_processor() public view {
        assertEq(module.merchant(), merchant);
        assertEq(module.processor(), address(processor));
    }
}
