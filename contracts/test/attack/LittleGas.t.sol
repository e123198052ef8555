// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {VmSafe} from "forge-std/Vm.sol";
import {IPaymentProcessor} from "../../src/interfaces/IPaymentProcessor.sol";
import {Reason, Responsible} from "../../src/interfaces/Reason.sol";
import {HookedToken} from "../support/HookedToken.sol";
import {Platform} from "../support/Platform.sol";

contract LittleGasTest is Platform {
    function test_too_little_gas_is_refused_by_name() public {
        uint256 subId = _subscribe();
        uint256 needed = processor.ITEM_GAS();
        vm.prank(keeper);
        vm.expectRevert(abi.encodeWithSelector(IPaymentProcessor.InsufficientGas.selector, needed));
        processor.execute{gas: needed}(address(module), subId);
    }

    function test_a_batch_skips_what_it_has_no_gas_for() public {
        (address[] memory modules, uint256[] memory ids) = (new address[](1), new uint256[](1));
        (modules[0], ids[0]) = (address(module), _subscribe());
        uint256 needed = processor.ITEM_GAS();
        vm.prank(keeper);
        Reason[] memory results = processor.batchExecute{gas: needed}(modules, ids);
        _assertEq(results[0], Reason.InsufficientGas);
    }

    function testFuzz_no_amount_of_gas_stages_a_failure(uint256 gas) public {
        uint256 subId = _subscribe();
        gas = bound(gas, 20_000, 1_200_000);
        vm.recordLogs();
        vm.prank(keeper);
        (bool done,) = address(processor).call{gas: gas}(abi.encodeCall(processor.execute, (address(module), subId)));
        VmSafe.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            assertTrue(logs[i].topics[0] != IPaymentProcessor.ExecutionFailed.selector, "staged");
        }
        assertEq(done, module.isActive(alice, pro));
    }

    function test_the_gas_that_is_asked_for_suffices_for_the_first_charge() public {
        uint256 subId = _subscribe();
        uint256 needed = processor.ITEM_GAS() + 20_000;
        vm.prank(keeper);
        processor.execute{gas: needed}(address(module), subId);
        assertTrue(module.isActive(alice, pro));
    }

    function test_the_gas_that_is_asked_for_suffices_to_report_the_worst_token() public {
        HookedToken token = new HookedToken();
        token.mint(alice, PRICE);
        vm.prank(alice);
        token.approve(PERMIT2_ADDRESS, PRICE);
        _enable(address(token));
        uint256 subId = _subscribe(module, _createPlan(module, address(token)), alice, aliceKey, 1);
        token.setBurnsGas(true);
        token.setBurnsGasFor(alice);

        uint256 needed = processor.ITEM_GAS() + 20_000;
        _expectFailed(subId, Reason.TransferFailed, Responsible.Protocol);
        vm.prank(keeper);
        processor.execute{gas: needed}(address(module), subId);
    }
}
