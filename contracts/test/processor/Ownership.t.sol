// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IPaymentProcessor} from "../../src/interfaces/IPaymentProcessor.sol";
import {Platform} from "../support/Platform.sol";

contract OwnershipTest is Platform {
    function test_the_owner_names_and_dismisses_keepers() public {
        vm.expectEmit(address(processor));
        emit IPaymentProcessor.KeeperSet(stranger, true);
        vm.startPrank(owner);
        processor.setKeeper(stranger, true);
        assertTrue(processor.isKeeper(stranger));
        processor.setKeeper(stranger, false);
        assertFalse(processor.isKeeper(stranger));
    }

    function test_the_owner_opens_execution_and_closes_it() public {
        vm.expectEmit(address(processor));
        emit IPaymentProcessor.OpenExecutionSet(true);
        vm.startPrank(owner);
        processor.setOpenExecution(true);
        assertTrue(processor.openExecution());
        processor.setOpenExecution(false);
        assertFalse(processor.openExecution());
    }

    function test_pausing_and_unpausing_leave_their_times() public {
        vm.expectEmit(address(processor));
        emit IPaymentProcessor.Paused(NOON);
        _pauseProcessor();
        vm.warp(NOON + 5);
        vm.expectEmit(address(processor));
        emit IPaymentProcessor.Unpaused(NOON + 5);
        _unpauseProcessor();

        (bool paused, uint48 lastPausedAt, uint48 lastUnpausedAt) = processor.pauseTimes();
        assertFalse(paused);
        assertEq(lastPausedAt, NOON);
        assertEq(lastUnpausedAt, NOON + 5);
    }

    function test_charging_resumes_by_itself_after_the_pause() public {
        uint256 subId = _subscribe();
        _pauseProcessor();
        _execute(subId);
        _unpauseProcessor();
        _execute(subId);
        assertTrue(module.isActive(alice, pro));
    }

    function test_nobody_pauses_or_unpauses_twice() public {
        vm.startPrank(owner);
        vm.expectRevert(IPaymentProcessor.NotPaused.selector);
        processor.unpause();
        processor.pause();
        vm.expectRevert(IPaymentProcessor.AlreadyPaused.selector);
        processor.pause();
    }

    function test_a_stranger_owns_nothing() public {
        bytes memory refusal = abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, stranger);
        vm.startPrank(stranger);
        vm.expectRevert(refusal);
        processor.setKeeper(stranger, true);
        vm.expectRevert(refusal);
        processor.setOpenExecution(true);
        vm.expectRevert(refusal);
        processor.pause();
        vm.expectRevert(refusal);
        processor.unpause();
    }

    function test_the_processor_knows_its_neighbours() public view {
        assertEq(processor.permit2(), PERMIT2_ADDRESS);
        assertEq(processor.factory(), address(factory));
        assertEq(processor.tokenRegistry(), address(registry));
        assertEq(processor.feeSchedule(), address(fees));
        assertEq(processor.treasury(), treasury);
    }
}
