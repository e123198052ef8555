// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @notice What a charge costs the merchant, in basis points.
interface IFeeSchedule {
    event FeeTierSet(uint256 indexed tierId, uint16 protocolFeeBps, uint16 keeperFeeBps);
    event ModuleTierSet(address indexed module, uint256 indexed tierId);
    event DefaultFeesSet(uint16 protocolFeeBps, uint16 keeperFeeBps);

    error ProtocolFeeTooHigh(uint16 protocolFeeBps);
    error KeeperFeeTooHigh(uint16 keeperFeeBps);
    error UnknownTier(uint256 tierId);

    /// @param protocolFeeBps of the amount, at most 3000
    /// @param keeperFeeBps of the protocol fee, at most 10000
    function setDefaultFees(uint16 protocolFeeBps, uint16 keeperFeeBps) external;
    /// @param tierId 1 or more, new or known: modules on it pay the new fees from now on
    function setFeeTier(uint256 tierId, uint16 protocolFeeBps, uint16 keeperFeeBps) external;
    /// @param tierId 0 puts the module back on the default fees
    function setModuleTier(address module, uint256 tierId) external;
    function resolveFees(address module) external view returns (uint16 protocolFeeBps, uint16 keeperFeeBps);
}
