// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {NoReturnValueToken} from "../../src/test-tokens/NoReturnValueToken.sol";
import {Platform} from "../support/Platform.sol";

contract TokensTest is Platform {
    function test_a_token_without_return_values_is_charged_like_any_other() public {
        NoReturnValueToken token = new NoReturnValueToken();
        token.mint(alice, PRICE);
        vm.prank(alice);
        token.approve(PERMIT2_ADDRESS, type(uint256).max);
        _enable(address(token));
        _execute(_subscribe(module, _createPlan(module, address(token)), alice, aliceKey, 1));
        assertEq(token.balanceOf(alice), 0);
        assertEq(token.balanceOf(merchant), 9_500_000);
    }

    function test_the_test_dollar_takes_a_permit() public {
        bytes32 digest = keccak256(
            abi.encodePacked(
                "\x19\x01",
                usd.DOMAIN_SEPARATOR(),
                keccak256(
                    abi.encode(
                        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                        alice,
                        stranger,
                        7,
                        0,
                        NOON
                    )
                )
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(aliceKey, digest);
        usd.permit(alice, stranger, 7, NOON, v, r, s);
        assertEq(usd.allowance(alice, stranger), 7);
    }
}
