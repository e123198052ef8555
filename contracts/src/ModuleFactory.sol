// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IModuleFactory} from "./interfaces/IModuleFactory.sol";

/// @notice Deploys minimal-proxy clones that carry their merchant in their code.
contract ModuleFactory is IModuleFactory {
    /// @notice What the clones run, by module id.
    address[] public implementations;
    mapping(address module => bool) public isModule;
    mapping(address merchant => mapping(uint256 moduleId => address module)) public moduleOf;

    constructor(address[] memory implementations_) {
        implementations = implementations_;
    }

    function deployModule(uint256 moduleId) external returns (address module) {
        if (moduleId >= implementations.length) revert UnknownModuleId(moduleId);
        address deployed = moduleOf[msg.sender][moduleId];
        if (deployed != address(0)) revert ModuleAlreadyDeployed(msg.sender, moduleId, deployed);

        module = Clones.cloneWithImmutableArgs(implementations[moduleId], abi.encodePacked(msg.sender));
        isModule[module] = true;
        moduleOf[msg.sender][moduleId] = module;
        emit ModuleDeployed(msg.sender, moduleId, module);
    }
}
