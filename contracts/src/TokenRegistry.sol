// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {ITokenRegistry} from "./interfaces/ITokenRegistry.sol";

/// @notice The owner's list of tokens, with what each calls itself.
contract TokenRegistry is ITokenRegistry, Ownable2Step {
    mapping(address token => Policy) private _policies;

    constructor(address owner) Ownable(owner) {}

    function setPolicy(address token, bool enabled, uint160 min, uint160 max, Kind kind) external onlyOwner {
        if (token.code.length == 0) revert NotAToken(token);
        if (min > max) revert MinAboveMax(min, max);
        Policy storage p = _policies[token];
        bool known = bytes(p.symbol).length > 0;
        (p.enabled, p.min, p.max, p.kind) = (enabled, min, max, kind);
        if (enabled || !known) _readMetadata(p, IERC20Metadata(token));
        emit TokenPolicySet(token, enabled, p.decimals, min, max, kind, p.name, p.symbol);
    }

    function policy(address token) external view returns (Policy memory) {
        return _policies[token];
    }

    function isChargeable(address token, uint256 amount) external view returns (bool) {
        Policy storage p = _policies[token];
        return p.enabled && amount >= p.min && amount <= p.max;
    }

    function _readMetadata(Policy storage p, IERC20Metadata token) private {
        (p.decimals, p.name, p.symbol) = (token.decimals(), token.name(), token.symbol());
    }
}
