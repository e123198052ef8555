// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @notice Which tokens may be charged, and how much at once.
interface ITokenRegistry {
    enum Kind {
        Standard,
        Permit
    }

    struct Policy {
        bool enabled;
        uint8 decimals;
        uint160 min;
        uint160 max;
        Kind kind;
        string name;
        string symbol;
    }

    event TokenPolicySet(
        address indexed token,
        bool enabled,
        uint8 decimals,
        uint256 min,
        uint256 max,
        Kind kind,
        string name,
        string symbol
    );

    error NotAToken(address token);
    error MinAboveMax(uint160 min, uint160 max);

    /// @notice Reads `decimals`, `name` and `symbol` from the token; a known token is disabled without asking it again.
    function setPolicy(address token, bool enabled, uint160 min, uint160 max, Kind kind) external;
    function policy(address token) external view returns (Policy memory);
    function isChargeable(address token, uint256 amount) external view returns (bool);
}
