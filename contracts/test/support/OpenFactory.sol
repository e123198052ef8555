// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IModuleFactory} from "../../src/interfaces/IModuleFactory.sol";

/// @notice A factory that vouches for any module a test names.
contract OpenFactory is IModuleFactory {
    mapping(address module => bool) public isModule;

    function vouchFor(address module) external {
        isModule[module] = true;
    }

    function deployModule(uint256 moduleId) external pure returns (address) {
        revert UnknownModuleId(moduleId);
    }

    function moduleOf(address, uint256) external pure returns (address) {
        return address(0);
    }
}
