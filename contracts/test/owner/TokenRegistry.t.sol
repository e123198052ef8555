// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ITokenRegistry} from "../../src/interfaces/ITokenRegistry.sol";
import {Platform} from "../support/Platform.sol";

contract TokenRegistryTest is Platform {
    function test_a_policy_holds_what_the_token_says_of_itself() public {
        vm.expectEmit(address(registry));
        emit ITokenRegistry.TokenPolicySet(
            address(usd), true, 6, 5, 50, ITokenRegistry.Kind.Standard, "USD Coin", "USDC"
        );
        _set(true, 5, 50, ITokenRegistry.Kind.Standard);

        ITokenRegistry.Policy memory policy = registry.policy(address(usd));
        assertTrue(policy.enabled);
        assertEq(policy.decimals, 6);
        assertEq(policy.min, 5);
        assertEq(policy.max, 50);
        assertEq(uint8(policy.kind), uint8(ITokenRegistry.Kind.Standard));
        assertEq(policy.name, "USD Coin");
        assertEq(policy.symbol, "USDC");
    }

    function test_min_and_max_themselves_are_chargeable() public {
        _set(true, 5, 50, ITokenRegistry.Kind.Standard);
        assertFalse(registry.isChargeable(address(usd), 4));
        assertTrue(registry.isChargeable(address(usd), 5));
        assertTrue(registry.isChargeable(address(usd), 50));
        assertFalse(registry.isChargeable(address(usd), 51));
    }

    function test_a_disabled_token_is_not_chargeable_and_keeps_its_name() public {
        vm.mockCallRevert(address(usd), abi.encodeWithSignature("symbol()"), "");
        _set(false, 5, 50, ITokenRegistry.Kind.Standard);
        assertFalse(registry.isChargeable(address(usd), 5));
        assertEq(registry.policy(address(usd)).symbol, "USDC");
    }

    function test_an_unknown_token_is_not_chargeable() public view {
        assertFalse(registry.isChargeable(stranger, 1));
    }

    function test_an_account_without_code_is_no_token() public {
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(ITokenRegistry.NotAToken.selector, stranger));
        registry.setPolicy(stranger, true, 1, 2, ITokenRegistry.Kind.Standard);
    }

    function test_min_is_not_above_max() public {
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(ITokenRegistry.MinAboveMax.selector, 3, 2));
        registry.setPolicy(address(usd), true, 3, 2, ITokenRegistry.Kind.Standard);
    }

    function test_only_the_owner_sets_policies() public {
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, stranger));
        registry.setPolicy(address(usd), true, 1, 2, ITokenRegistry.Kind.Standard);
    }

    function _set(bool enabled, uint160 min, uint160 max, ITokenRegistry.Kind kind) private {
        vm.prank(owner);
        registry.setPolicy(address(usd), enabled, min, max, kind);
    }
}
