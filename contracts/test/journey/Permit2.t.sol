// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Platform} from "../support/Platform.sol";

contract Permit2Test is Platform {
    function test_it_is_uniswaps_own_at_its_canonical_address() public view {
        assertEq(
            keccak256(vm.getCode("out/Permit2.sol/Permit2.json")),
            0xe2be1e05eedf35dacd66c65c862f8150ff9ab4b6b24b9bbe62be71b6b16cf0f8
        );
        assertGt(PERMIT2_ADDRESS.code.length, 0);
    }
}
