// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IModuleFactory} from "../../src/interfaces/IModuleFactory.sol";
import {Platform} from "../support/Platform.sol";

contract ModuleFactoryTest is Platform {
    function test_a_merchant_gets_one_module_of_each_kind() public {
        vm.recordLogs();
        address other = makeAddr("other merchant");
        address deployed = address(_deployModule(other));
        assertEq(vm.getRecordedLogs()[0].topics[0], IModuleFactory.ModuleDeployed.selector);
        assertTrue(factory.isModule(deployed));
        assertEq(factory.moduleOf(other, 0), deployed);

        vm.prank(other);
        vm.expectRevert(abi.encodeWithSelector(IModuleFactory.ModuleAlreadyDeployed.selector, other, 0, deployed));
        factory.deployModule(0);
    }

    function test_an_unknown_kind_is_refused() public {
        vm.expectRevert(abi.encodeWithSelector(IModuleFactory.UnknownModuleId.selector, 1));
        factory.deployModule(1);
    }

    function test_strangers_are_no_modules() public view {
        assertFalse(factory.isModule(stranger));
        assertEq(factory.moduleOf(stranger, 0), address(0));
    }
}
