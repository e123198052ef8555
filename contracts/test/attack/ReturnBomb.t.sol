// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IPaymentProcessor} from "../../src/interfaces/IPaymentProcessor.sol";
import {Reason, Responsible} from "../../src/interfaces/Reason.sol";
import {BombToken} from "../support/BombToken.sol";
import {Platform} from "../support/Platform.sol";

/// @notice Whoever copies what a stranger's contract answers pays for its length.
contract ReturnBombTest is Platform {
    BombToken private token;

    function setUp() public override {
        super.setUp();
        token = new BombToken();
        token.mint(alice, 100e18);
        vm.prank(alice);
        token.approve(PERMIT2_ADDRESS, type(uint256).max);
        _enable(address(token));
    }

    function test_no_number_of_bombs_undoes_the_charge_before_them() public {
        uint256 state = vm.snapshotState();
        for (uint256 bombs = 1; bombs <= 12; ++bombs) {
            Reason[] memory results = _batch(bombs);
            _assertEq(results[0], Reason.None);
            for (uint256 i = 1; i <= bombs; ++i) {
                _assertEq(results[i], Reason.TransferFailed);
            }
            assertTrue(module.isActive(alice, pro), "the honest charge stands");
            vm.revertToState(state);
        }
    }

    function test_a_token_does_not_choose_its_own_code() public {
        uint256 subId = _subscribeToBomb();
        token.arm(abi.encodeWithSelector(IPaymentProcessor.UnsupportedToken.selector, address(token), PRICE));
        _expectFailed(subId, Reason.TransferFailed, Responsible.Protocol);
        _execute(subId);
    }

    /// @dev With the gas that careful accounting would send, and no more.
    function _batch(uint256 bombs) private returns (Reason[] memory) {
        (address[] memory modules, uint256[] memory ids) = (new address[](bombs + 1), new uint256[](bombs + 1));
        (modules[0], ids[0]) = (address(module), _subscribe());
        for (uint256 i = 1; i <= bombs; ++i) {
            (modules[i], ids[i]) = (address(module), _subscribeToBomb());
        }
        token.arm("");
        uint256 gas = (bombs + 1) * (processor.ITEM_GAS() + 20_000);
        vm.prank(keeper);
        return processor.batchExecute{gas: gas}(modules, ids);
    }

    function _subscribeToBomb() private returns (uint256) {
        return _subscribe(module, _createPlan(module, address(token)), alice, aliceKey, 1);
    }
}
