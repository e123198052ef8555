// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {IFeeSchedule} from "./interfaces/IFeeSchedule.sol";

/// @notice Default fees, and tiers for modules that pay something else.
contract FeeSchedule is IFeeSchedule, Ownable2Step {
    uint16 public constant MAX_PROTOCOL_FEE_BPS = 3_000;
    uint16 public constant MAX_KEEPER_FEE_BPS = 10_000;

    struct Fees {
        uint16 protocolFeeBps;
        uint16 keeperFeeBps;
        bool known;
    }

    /// @dev Tier 0 holds the default fees.
    mapping(uint256 tierId => Fees) private _tiers;
    mapping(address module => uint256 tierId) private _tierOf;

    constructor(address owner, uint16 protocolFeeBps, uint16 keeperFeeBps) Ownable(owner) {
        _setTier(0, protocolFeeBps, keeperFeeBps);
        emit DefaultFeesSet(protocolFeeBps, keeperFeeBps);
    }

    function setDefaultFees(uint16 protocolFeeBps, uint16 keeperFeeBps) external onlyOwner {
        _setTier(0, protocolFeeBps, keeperFeeBps);
        emit DefaultFeesSet(protocolFeeBps, keeperFeeBps);
    }

    function setFeeTier(uint256 tierId, uint16 protocolFeeBps, uint16 keeperFeeBps) external onlyOwner {
        if (tierId == 0) revert UnknownTier(tierId);
        _setTier(tierId, protocolFeeBps, keeperFeeBps);
        emit FeeTierSet(tierId, protocolFeeBps, keeperFeeBps);
    }

    function setModuleTier(address module, uint256 tierId) external onlyOwner {
        if (!_tiers[tierId].known) revert UnknownTier(tierId);
        _tierOf[module] = tierId;
        emit ModuleTierSet(module, tierId);
    }

    function resolveFees(address module) external view returns (uint16 protocolFeeBps, uint16 keeperFeeBps) {
        Fees memory fees = _tiers[_tierOf[module]];
        return (fees.protocolFeeBps, fees.keeperFeeBps);
    }

    function _setTier(uint256 tierId, uint16 protocolFeeBps, uint16 keeperFeeBps) private {
        if (protocolFeeBps > MAX_PROTOCOL_FEE_BPS) revert ProtocolFeeTooHigh(protocolFeeBps);
        if (keeperFeeBps > MAX_KEEPER_FEE_BPS) revert KeeperFeeTooHigh(keeperFeeBps);
        _tiers[tierId] = Fees(protocolFeeBps, keeperFeeBps, true);
    }
}
