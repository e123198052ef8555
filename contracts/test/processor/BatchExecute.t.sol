// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IPaymentProcessor} from "../../src/interfaces/IPaymentProcessor.sol";
import {Reason, Responsible} from "../../src/interfaces/Reason.sol";
import {ITokenRegistry} from "../../src/interfaces/ITokenRegistry.sol";
import {ISubscriptionModule} from "../../src/interfaces/ISubscriptionModule.sol";
import {Platform} from "../support/Platform.sol";

contract BatchExecuteTest is Platform {
    address[] private modules;
    uint256[] private ids;

    function test_one_bad_item_never_hinders_the_others() public {
        uint256 first = _subscribe();
        (address bob, uint256 bobKey) = makeAddrAndKey("bob");
        uint256 poor = _subscribe(module, pro, bob, bobKey, 1);
        ISubscriptionModule other = _deployModule(makeAddr("other merchant"));
        _createPlan(other, address(usd));
        uint256 last = _subscribe(other, 1, alice, aliceKey, 1);

        _add(address(module), first);
        _add(stranger, 1);
        _add(address(module), poor);
        _add(address(module), 99);
        _add(address(module), first);
        _add(address(other), last);
        _expectFailed(poor, Reason.TransferFailed, Responsible.Subscriber);
        Reason[] memory results = _batch(keeper);

        _assertEq(results[0], Reason.None);
        _assertEq(results[1], Reason.UnknownModule);
        _assertEq(results[2], Reason.TransferFailed);
        _assertEq(results[3], Reason.UnknownSubscription);
        _assertEq(results[4], Reason.NotDue);
        _assertEq(results[5], Reason.None);
        assertEq(usd.balanceOf(alice), 1_000e6 - 2 * PRICE);
    }

    function test_each_module_pays_its_own_fees() public {
        ISubscriptionModule other = _deployModule(makeAddr("other merchant"));
        _createPlan(other, address(usd));
        vm.startPrank(owner);
        fees.setFeeTier(1, 3_000, 0);
        fees.setModuleTier(address(other), 1);
        vm.stopPrank();
        _add(address(module), _subscribe());
        _add(address(other), _subscribe(other, 1, alice, aliceKey, 1));
        _batch(keeper);
        assertEq(usd.balanceOf(merchant), 9_500_000);
        assertEq(usd.balanceOf(other.merchant()), 7_000_000);
    }

    function test_each_price_meets_the_policy_of_its_token() public {
        vm.startPrank(merchant);
        uint256 dear = module.createPlan(2 * PRICE, MONTH, GRACE, address(usd), 0);
        vm.stopPrank();
        _add(address(module), _subscribe());
        _add(address(module), _subscribe(module, dear, alice, aliceKey, 1));
        vm.prank(owner);
        registry.setPolicy(address(usd), true, 1, PRICE, ITokenRegistry.Kind.Permit);
        Reason[] memory results = _batch(keeper);
        _assertEq(results[0], Reason.None);
        _assertEq(results[1], Reason.UnsupportedToken);
    }

    function test_a_stranger_charges_nobody_and_is_told_so() public {
        _add(address(module), _subscribe());
        Reason[] memory results = _batch(stranger);
        _assertEq(results[0], Reason.NotKeeper);
        assertEq(usd.balanceOf(alice), 1_000e6);
    }

    function test_every_reason_to_skip_is_returned() public {
        uint256 subId = _charged();
        vm.warp(NOON + MONTH);
        vm.prank(merchant);
        module.blockSubscriber(alice);
        _assertEq(_batchOne(address(module), subId), Reason.Blocked);
        vm.prank(alice);
        module.pause(subId);
        _assertEq(_batchOne(address(module), subId), Reason.Paused);
        vm.prank(alice);
        module.cancel(subId);
        _assertEq(_batchOne(address(module), subId), Reason.Cancelled);
    }

    function test_a_pause_is_reported_for_each_item_once_per_window() public {
        _add(address(module), _subscribe());
        _add(address(module), _subscribe(module, _createPlan(module, address(usd)), alice, aliceKey, 1));
        _pauseProcessor();
        _expectFailed(ids[0], Reason.ProcessorPaused, Responsible.Protocol);
        _expectFailed(ids[1], Reason.ProcessorPaused, Responsible.Protocol);
        _expectBatch(Reason.ProcessorPaused);
        _expectBatch(Reason.FailureAlreadyReported);
        _unpauseProcessor();
        _expectBatch(Reason.None);

        ids.pop();
        modules.pop();
        vm.warp(NOON + MONTH);
        _pauseProcessor();
        _expectFailed(ids[0], Reason.ProcessorPaused, Responsible.Protocol);
        _expectBatch(Reason.ProcessorPaused);
    }

    function test_lists_of_different_length_are_refused() public {
        _add(address(module), 1);
        ids.push(2);
        vm.expectRevert(abi.encodeWithSelector(IPaymentProcessor.LengthMismatch.selector, 1, 2));
        _batch(keeper);
    }

    function test_an_empty_batch_is_nothing() public {
        assertEq(_batch(keeper).length, 0);
    }

    function _expectBatch(Reason each) private {
        Reason[] memory results = _batch(keeper);
        for (uint256 i = 0; i < results.length; ++i) {
            _assertEq(results[i], each);
        }
    }

    function _add(address module_, uint256 id) private {
        modules.push(module_);
        ids.push(id);
    }

    function _batch(address by) private returns (Reason[] memory) {
        vm.prank(by);
        return processor.batchExecute(modules, ids);
    }
}
