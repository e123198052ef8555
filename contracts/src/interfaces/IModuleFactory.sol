// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @notice One clone per merchant and module id. The processor serves these modules and no others.
interface IModuleFactory {
    event ModuleDeployed(address indexed merchant, uint256 indexed moduleId, address module);

    error UnknownModuleId(uint256 moduleId);
    error ModuleAlreadyDeployed(address merchant, uint256 moduleId, address module);

    /// @notice The caller becomes the merchant of a new module.
    /// @param moduleId 0 = subscriptions, 1 = credits
    function deployModule(uint256 moduleId) external returns (address module);
    function isModule(address module) external view returns (bool);
    function moduleOf(address merchant, uint256 moduleId) external view returns (address module);
}
