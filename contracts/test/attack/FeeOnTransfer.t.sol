// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Reason, Responsible} from "../../src/interfaces/Reason.sol";
import {FeeOnTransferToken} from "../../src/test-tokens/FeeOnTransferToken.sol";
import {Platform} from "../support/Platform.sol";

contract FeeOnTransferTest is Platform {
    FeeOnTransferToken private token;
    uint256 private subId;

    function setUp() public override {
        super.setUp();
        token = new FeeOnTransferToken();
        token.mint(alice, 100e6);
        vm.prank(alice);
        token.approve(PERMIT2_ADDRESS, type(uint256).max);
        _enable(address(token));
        subId = _subscribe(module, _createPlan(module, address(token)), alice, aliceKey, 1);
    }

    function test_a_merchant_who_would_get_less_gets_nothing_and_the_payer_keeps_all() public {
        _expectFailed(subId, Reason.UnsupportedToken, Responsible.Protocol);
        _execute(subId);
        assertEq(token.balanceOf(alice), 100e6);
        assertEq(token.balanceOf(merchant), 0);
        assertEq(module.subscription(subId).remainingExecutions, 1);
    }

    function test_a_merchant_who_is_the_keeper_too_is_not_fooled_by_his_own_fee() public {
        _setFees(10_000);
        vm.prank(owner);
        processor.setKeeper(merchant, true);
        vm.prank(merchant);
        processor.execute(address(module), subId);
        assertEq(token.balanceOf(merchant), 0);
        assertEq(token.balanceOf(alice), 100e6);
    }

    function test_a_merchant_who_is_the_treasury_too_is_not_fooled_by_his_own_fee() public {
        _setFees(0);
        module = _deployModule(treasury);
        subId = _subscribe(module, _createPlan(module, address(token)), alice, aliceKey, 1);
        _execute(subId);
        assertEq(token.balanceOf(treasury), 0);
        assertEq(token.balanceOf(alice), 100e6);
    }

    /// @dev More than the token burns of the merchant's leg.
    function _setFees(uint16 keeperFeeBps) private {
        vm.prank(owner);
        fees.setDefaultFees(500, keeperFeeBps);
    }
}
