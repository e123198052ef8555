// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IFeeSchedule} from "../../src/interfaces/IFeeSchedule.sol";
import {Platform} from "../support/Platform.sol";

contract FeeScheduleTest is Platform {
    function test_a_module_pays_the_default_until_it_gets_a_tier() public {
        _assertFees(500, 2_000);
        vm.startPrank(owner);
        vm.expectEmit(address(fees));
        emit IFeeSchedule.FeeTierSet(1, 100, 5_000);
        fees.setFeeTier(1, 100, 5_000);
        vm.expectEmit(address(fees));
        emit IFeeSchedule.ModuleTierSet(address(module), 1);
        fees.setModuleTier(address(module), 1);
        _assertFees(100, 5_000);
        fees.setModuleTier(address(module), 0);
        _assertFees(500, 2_000);
    }

    function test_the_default_changes_for_all_without_a_tier() public {
        vm.expectEmit(address(fees));
        emit IFeeSchedule.DefaultFeesSet(3_000, 10_000);
        vm.prank(owner);
        fees.setDefaultFees(3_000, 10_000);
        _assertFees(3_000, 10_000);
    }

    function test_a_tier_may_be_free() public {
        vm.startPrank(owner);
        fees.setFeeTier(2, 0, 0);
        fees.setModuleTier(address(module), 2);
        _assertFees(0, 0);
    }

    function test_more_than_thirty_percent_is_refused() public {
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(IFeeSchedule.ProtocolFeeTooHigh.selector, 3_001));
        fees.setDefaultFees(3_001, 0);
        vm.expectRevert(abi.encodeWithSelector(IFeeSchedule.ProtocolFeeTooHigh.selector, 3_001));
        fees.setFeeTier(1, 3_001, 0);
    }

    function test_a_keeper_gets_at_most_the_whole_fee() public {
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(IFeeSchedule.KeeperFeeTooHigh.selector, 10_001));
        fees.setDefaultFees(1, 10_001);
    }

    function test_a_tier_is_known_before_a_module_gets_it() public {
        vm.startPrank(owner);
        vm.expectRevert(abi.encodeWithSelector(IFeeSchedule.UnknownTier.selector, 9));
        fees.setModuleTier(address(module), 9);
        vm.expectRevert(abi.encodeWithSelector(IFeeSchedule.UnknownTier.selector, 0));
        fees.setFeeTier(0, 1, 1);
    }

    function test_only_the_owner_sets_fees() public {
        bytes memory refusal = abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, stranger);
        vm.startPrank(stranger);
        vm.expectRevert(refusal);
        fees.setDefaultFees(1, 1);
        vm.expectRevert(refusal);
        fees.setFeeTier(1, 1, 1);
        vm.expectRevert(refusal);
        fees.setModuleTier(address(module), 0);
    }

    function _assertFees(uint16 protocolFeeBps, uint16 keeperFeeBps) private view {
        (uint16 protocol, uint16 keepers) = fees.resolveFees(address(module));
        assertEq(protocol, protocolFeeBps);
        assertEq(keepers, keeperFeeBps);
    }
}
