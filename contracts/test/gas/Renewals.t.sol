// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {VmSafe} from "forge-std/Vm.sol";
import {IAllowanceTransfer} from "permit2/interfaces/IAllowanceTransfer.sol";
import {ISubscriptionModule} from "../../src/interfaces/ISubscriptionModule.sol";
import {Reason} from "../../src/interfaces/Reason.sol";
import {Platform} from "../support/Platform.sol";

/// @notice What a keeper pays for renewals. Each call is a transaction of its own with cold storage, its 21,000 and its
/// calldata counted; every slot was written by an earlier charge; allowances are finite, which is the dearer kind.
contract RenewalsTest is Platform {
    uint256 private constant CHARGES = 25;

    /// forge-config: default.isolate = true
    function test_a_transaction_counts_its_21000_and_its_calldata() public {
        (bool ok,) = stranger.call(hex"0001");
        assertTrue(ok);
        assertEq(_gasOfLastTransaction(), 21_000 + 4 + 16);
    }

    /// forge-config: default.isolate = true
    function test_a_batch_for_one_merchant_costs_half_of_single_charges() public {
        (address[] memory modules, uint256[] memory ids) = _subscribers(1);
        (uint256 singles, uint256 batch) = (_singles(modules, ids), _batch(modules, ids));
        emit log_named_uint("single", singles / CHARGES);
        emit log_named_uint("in a batch", batch / CHARGES);
        emit log_named_decimal_uint("ratio", batch * 1000 / singles, 3);
        assertLe(batch, singles * 50 / 100);
    }

    /// forge-config: default.isolate = true
    function test_a_batch_over_25_merchants_costs_two_thirds_of_single_charges() public {
        (address[] memory modules, uint256[] memory ids) = _subscribers(CHARGES);
        (uint256 singles, uint256 batch) = (_singles(modules, ids), _batch(modules, ids));
        emit log_named_uint("single", singles / CHARGES);
        emit log_named_uint("in a batch", batch / CHARGES);
        emit log_named_decimal_uint("ratio", batch * 1000 / singles, 3);
        assertLe(batch, singles * 65 / 100);
    }

    /// @dev Two months of history, so that the next charge of each is a renewal like any other.
    function _subscribers(uint256 merchants) private returns (address[] memory modules, uint256[] memory ids) {
        (modules, ids) = (new address[](CHARGES), new uint256[](CHARGES));
        ISubscriptionModule current;
        for (uint256 i = 0; i < CHARGES; ++i) {
            if (i < merchants) {
                current = _deployModule(address(uint160(0xA0000 + i)));
                _createPlan(current, address(usd));
            }
            (address payer, uint256 key) = makeAddrAndKey(string.concat("payer ", vm.toString(i)));
            _fund(payer, 1_000e6);
            IAllowanceTransfer.PermitSingle memory permit = _permit(payer, 1_000e6, NOON + 3650 days);
            bytes memory signature = _sign(key, permit);
            vm.prank(payer);
            (modules[i], ids[i]) = (address(current), current.subscribeWithPermit(1, 100, permit, signature));
        }
        _batch(modules, ids);
        vm.warp(NOON + MONTH);
        _batch(modules, ids);
        vm.warp(NOON + 2 * MONTH);
    }

    function _singles(address[] memory modules, uint256[] memory ids) private returns (uint256 gas) {
        for (uint256 i = 0; i < CHARGES; ++i) {
            vm.prank(keeper);
            processor.execute(modules[i], ids[i]);
            gas += _gasOfLastTransaction();
        }
        vm.warp(vm.getBlockTimestamp() + MONTH);
    }

    function _batch(address[] memory modules, uint256[] memory ids) private returns (uint256 gas) {
        vm.prank(keeper);
        Reason[] memory results = processor.batchExecute(modules, ids);
        gas = _gasOfLastTransaction();
        for (uint256 i = 0; i < CHARGES; ++i) {
            _assertEq(results[i], Reason.None);
        }
    }

    function _gasOfLastTransaction() private view returns (uint256) {
        VmSafe.Gas memory used = vm.lastCallGas();
        return used.gasTotalUsed;
    }
}
