// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IPaymentProcessor} from "../../src/interfaces/IPaymentProcessor.sol";
import {Reason} from "../../src/interfaces/Reason.sol";
import {FaultyModule} from "./FaultyModule.sol";
import {OpenFactory} from "./OpenFactory.sol";
import {Platform} from "./Platform.sol";

/// @notice A processor whose factory vouches for one faulty module, at which Alice holds registration 1.
abstract contract FaultyModules is Platform {
    FaultyModule internal faulty;
    OpenFactory internal openFactory;

    function setUp() public virtual override {
        super.setUp();
        openFactory = new OpenFactory();
        processor = _deployProcessor(address(openFactory));
        faulty = new FaultyModule(address(processor), merchant);
        openFactory.vouchFor(address(faulty));
        faulty.setQuote(_honest());
        _register(faulty);
    }

    function _register(FaultyModule to) internal returns (uint256) {
        vm.startPrank(alice);
        permit2.approve(address(usd), address(processor), ENDLESS, NOON + 3650 days);
        vm.stopPrank();
        return to.register(alice, _permit(alice, ENDLESS, NOON + 3650 days), "");
    }

    function _honest() internal view returns (FaultyModule.Quote memory) {
        return FaultyModule.Quote({
            reason: Reason.None,
            payer: alice,
            recipient: merchant,
            token: address(usd),
            amount: PRICE,
            executionTime: NOON,
            windowId: 1
        });
    }

    function _executeFaulty() internal {
        vm.prank(keeper);
        processor.execute(address(faulty), 1);
    }

    function _expectMismatch() internal {
        vm.expectRevert(abi.encodeWithSelector(IPaymentProcessor.QuoteMismatch.selector, address(faulty), 1));
    }
}
