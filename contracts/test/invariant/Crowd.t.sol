// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {VmSafe} from "forge-std/Vm.sol";
import {ISubscriptionModule} from "../../src/interfaces/ISubscriptionModule.sol";
import {Platform} from "../support/Platform.sol";
import {Crowd} from "./Crowd.sol";

contract CrowdTest is Platform {
    Crowd private crowd;
    ISubscriptionModule private other;

    function setUp() public override {
        super.setUp();
        other = _deployModule(makeAddr("other merchant"));
        _createPlan(other, address(usd));
        _createPlan(other, address(usd));
        vm.prank(merchant);
        module.createPlan(3e6, 5 days, 4 days, address(usd), 0);

        ISubscriptionModule[] memory modules = new ISubscriptionModule[](2);
        (modules[0], modules[1]) = (module, other);
        VmSafe.Wallet[] memory payers = new VmSafe.Wallet[](3);
        (payers[0], payers[1], payers[2]) = (vm.createWallet("bob"), vm.createWallet("carol"), vm.createWallet("dave"));
        crowd = new Crowd(processor, usd, owner, keeper, modules, payers);
        for (uint256 i = 0; i < payers.length; ++i) {
            crowd.earn(i, 50e6);
            crowd.subscribe(i, i, 1, i, 100 days);
        }
        targetContract(address(crowd));
    }

    /// @dev Window charged once, neither early nor late, within budget and consent whatever else the payer signs, never
    /// while stopped; and no charge moves while access that was paid lasts.
    function invariant_no_charge_breaks_a_rule() public view {
        assertEq(crowd.violationCount(), 0, crowd.violationCount() == 0 ? "" : crowd.violations(0));
    }

    function invariant_the_processor_never_holds_a_token() public view {
        assertEq(usd.balanceOf(address(processor)), 0);
    }

    function invariant_payers_lose_what_merchants_keeper_and_treasury_get() public view {
        uint256 lost;
        for (uint256 i = 0; i < crowd.payerCount(); ++i) {
            address payer = crowd.payers(i);
            uint256 loss = crowd.minted(payer) - usd.balanceOf(payer);
            assertEq(loss, crowd.spent(payer), "a payer lost something else than prices");
            lost += loss;
        }
        uint256 got =
            usd.balanceOf(merchant) + usd.balanceOf(other.merchant()) + usd.balanceOf(keeper) + usd.balanceOf(treasury);
        assertEq(got, lost);
    }

    function test_the_crowd_does_sign() public {
        crowd.subscribeSigned(0, 1, 2, 1, 4, 150 days);
        assertEq(crowd.signedSubscriptions(), 1);
        crowd.signElsewhere(0, 4, 200 days);
        crowd.earn(0, 50e6);
        crowd.batchAll();
        assertEq(crowd.charges(), 4);
        assertEq(crowd.violationCount(), 0);
    }

    function test_the_crowd_does_charge() public {
        crowd.batchAll();
        assertEq(crowd.charges(), 3);
        vm.warp(NOON + MONTH);
        crowd.batchAll();
        assertGt(crowd.charges(), 3);
        assertEq(crowd.violationCount(), 0);
    }
}
