// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IModule} from "../../src/interfaces/IModule.sol";
import {Platform} from "../support/Platform.sol";

contract ProcessorCallsTest is Platform {
    function test_only_the_processor_registers() public {
        vm.prank(merchant);
        vm.expectRevert(abi.encodeWithSelector(IModule.NotProcessor.selector, merchant));
        module.registerExecution(alice, pro, 1, NOON + 1);
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
