// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Reason} from "../../src/interfaces/Reason.sol";
import {FaultyModule} from "../support/FaultyModule.sol";
import {FaultyModules} from "../support/FaultyModules.sol";
import {HookedToken} from "../support/HookedToken.sol";

contract BadItemsTest is FaultyModules {
    address[] private modules;
    uint256[] private ids;

    function test_good_items_between_bad_ones_are_charged() public {
        FaultyModule refusing = _module(address(usd));
        refusing.setRefusesExecution(true);
        _batchOne(address(refusing), 1);
        FaultyModule greedy = _module(address(usd));
        FaultyModule.Quote memory quote = _honest();
        quote.amount = PRICE + 1;
        greedy.setQuote(quote);

        _add(_module(address(usd)));
        _add(_module(_burningToken()));
        _add(_module(address(usd)));
        _add(refusing);
        _add(_module(address(usd)));
        _add(greedy);
        _add(_module(address(usd)));
        uint256 gas = modules.length * (processor.ITEM_GAS() + 20_000);
        vm.prank(keeper);
        Reason[] memory results = processor.batchExecute{gas: gas}(modules, ids);

        _assertEq(results[0], Reason.None);
        _assertEq(results[1], Reason.TransferFailed);
        _assertEq(results[2], Reason.None);
        _assertEq(results[3], Reason.FailureAlreadyReported);
        _assertEq(results[4], Reason.None);
        _assertEq(results[5], Reason.QuoteMismatch);
        _assertEq(results[6], Reason.None);
        assertEq(usd.balanceOf(alice), 1_000e6 - 4 * PRICE);
    }

    function _burningToken() private returns (address) {
        HookedToken token = new HookedToken();
        token.mint(alice, 100e18);
        vm.prank(alice);
        token.approve(PERMIT2_ADDRESS, type(uint256).max);
        _enable(address(token));
        token.setBurnsGas(true);
        return address(token);
    }

    function _module(address token) private returns (FaultyModule created) {
        created = new FaultyModule(address(processor), merchant);
        openFactory.vouchFor(address(created));
        FaultyModule.Quote memory quote = _honest();
        quote.token = token;
        created.setQuote(quote);
        vm.prank(alice);
        permit2.approve(token, address(processor), ENDLESS, NOON + 3650 days);
        created.register(alice, _permit(alice, token, ENDLESS, NOON + 3650 days), "");
    }

    function _add(FaultyModule added) private {
        modules.push(address(added));
        ids.push(1);
    }
}
