// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {VmSafe} from "forge-std/Vm.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IPaymentProcessor} from "../../src/interfaces/IPaymentProcessor.sol";
import {Reason} from "../../src/interfaces/Reason.sol";
import {Platform} from "../support/Platform.sol";

contract ExecuteTest is Platform {
    function test_it_pays_everybody_and_tells() public {
        uint256 subId = _subscribe(module, pro, alice, aliceKey, 3);
        vm.expectEmit(address(processor));
        emit IPaymentProcessor.ExecutionExecuted(
            address(module),
            subId,
            alice,
            1,
            merchant,
            address(usd),
            PRICE,
            500_000,
            100_000,
            keeper,
            NOON,
            NOON + MONTH,
            2
        );
        _execute(subId);
        assertEq(usd.balanceOf(alice), 1_000e6 - PRICE);
        assertEq(usd.balanceOf(merchant), 9_500_000);
        assertEq(usd.balanceOf(keeper), 100_000);
        assertEq(usd.balanceOf(treasury), 400_000);
        assertTrue(processor.isCharged(address(module), subId, 1));
    }

    function test_an_unlimited_budget_stays_unlimited() public {
        uint256 subId = _charged();
        assertEq(module.subscription(subId).remainingExecutions, UNLIMITED);
    }

    function test_the_last_charge_uses_the_budget_up() public {
        uint256 subId = _subscribe(module, pro, alice, aliceKey, 1);
        _execute(subId);
        vm.warp(NOON + MONTH);
        _expectRefused(subId, Reason.BudgetUsedUp);
        _execute(subId);
    }

    function test_a_stranger_is_no_keeper() public {
        uint256 subId = _subscribe();
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IPaymentProcessor.NotKeeper.selector, stranger));
        processor.execute(address(module), subId);
    }

    function test_anyone_may_execute_once_execution_is_open() public {
        uint256 subId = _subscribe();
        vm.prank(owner);
        processor.setOpenExecution(true);
        vm.prank(stranger);
        processor.execute(address(module), subId);
        assertEq(usd.balanceOf(stranger), 100_000);
    }

    function test_what_is_not_due_is_refused() public {
        uint256 subId = _charged();
        _expectRefused(subId, Reason.NotDue);
        _execute(subId);
    }

    function test_an_unknown_subscription_is_refused() public {
        _expectRefused(7, Reason.UnknownSubscription);
        _execute(7);
    }

    function test_an_unknown_module_is_refused() public {
        vm.prank(keeper);
        vm.expectRevert(abi.encodeWithSelector(IPaymentProcessor.UnknownModule.selector, stranger));
        processor.execute(stranger, 1);
    }

    function testFuzz_the_legs_add_up_to_what_the_payer_loses(uint160 price, uint16 protocolBps, uint16 keeperBps)
        public
    {
        price = uint160(bound(price, 1, type(uint128).max));
        protocolBps = uint16(bound(protocolBps, 0, 3_000));
        keeperBps = uint16(bound(keeperBps, 0, 10_000));
        vm.prank(owner);
        fees.setDefaultFees(protocolBps, keeperBps);
        vm.prank(merchant);
        uint256 planId = module.createPlan(price, MONTH, GRACE, address(usd), 0);
        _fund(alice, type(uint128).max);
        uint256 before = usd.balanceOf(alice);
        _execute(_subscribe(module, planId, alice, aliceKey, 1));

        uint256 fee = uint256(price) * protocolBps / 10_000;
        assertEq(before - usd.balanceOf(alice), price);
        assertEq(usd.balanceOf(merchant), price - fee);
        assertEq(usd.balanceOf(keeper), fee * keeperBps / 10_000);
        assertEq(usd.balanceOf(treasury), fee - fee * keeperBps / 10_000);
    }

    function test_legs_of_zero_are_not_sent() public {
        vm.prank(owner);
        fees.setDefaultFees(0, 0);
        uint256 subId = _subscribe();
        vm.recordLogs();
        _execute(subId);
        assertEq(_transfers(), 1);
    }

    function test_without_a_keepers_share_the_treasury_gets_the_whole_fee() public {
        vm.prank(owner);
        fees.setDefaultFees(500, 0);
        uint256 subId = _subscribe();
        vm.recordLogs();
        _execute(subId);
        assertEq(_transfers(), 2);
        assertEq(usd.balanceOf(treasury), 500_000);
    }

    function test_without_a_treasurys_share_the_keeper_gets_the_whole_fee() public {
        vm.prank(owner);
        fees.setDefaultFees(500, 10_000);
        uint256 subId = _subscribe();
        vm.recordLogs();
        _execute(subId);
        assertEq(_transfers(), 2);
        assertEq(usd.balanceOf(keeper), 500_000);
    }

    function test_keeper_and_merchant_may_be_the_same() public {
        vm.prank(owner);
        processor.setKeeper(merchant, true);
        uint256 subId = _subscribe();
        vm.prank(merchant);
        processor.execute(address(module), subId);
        assertEq(usd.balanceOf(merchant), 9_600_000);
    }

    function test_treasury_and_merchant_may_be_the_same() public {
        module = _deployModule(treasury);
        _execute(_subscribe(module, _createPlan(module, address(usd)), alice, aliceKey, 1));
        assertEq(usd.balanceOf(treasury), 9_900_000);
    }

    function _transfers() private returns (uint256 count) {
        VmSafe.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == IERC20.Transfer.selector) ++count;
        }
    }
}
