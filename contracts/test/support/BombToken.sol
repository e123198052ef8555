// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice Once armed, refuses every question that comes with little gas, with 128 KB of error or the error of a test's choice.
contract BombToken is ERC20("Bomb", "BOMB") {
    uint256 private constant LITTLE_GAS = 60_000;

    bool public armed;
    bytes public error;

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function arm(bytes calldata error_) external {
        (armed, error) = (true, error_);
    }

    function balanceOf(address account) public view override returns (uint256) {
        _refuse();
        return super.balanceOf(account);
    }

    function allowance(address account, address spender) public view override returns (uint256) {
        _refuse();
        return super.allowance(account, spender);
    }

    function _refuse() private view {
        if (!armed || gasleft() > LITTLE_GAS) return;
        bytes memory chosen = error;
        assembly ("memory-safe") {
            if iszero(mload(chosen)) { revert(0, 131072) }
            revert(add(chosen, 32), mload(chosen))
        }
    }
}
