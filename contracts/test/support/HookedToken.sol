// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice Calls whom a test names during every transfer, freezes accounts, and can burn all the gas it gets.
contract HookedToken is ERC20("Hooked", "HOOK") {
    address public target;
    bytes public call;
    bool public hookSucceeded;
    bytes public hookAnswer;
    mapping(address account => bool) public frozen;
    bool public burnsGas;
    address public burnsGasFor;
    bool public silent;

    error Frozen(address account);

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function onTransfer(address target_, bytes calldata call_) external {
        (target, call) = (target_, call_);
    }

    function freeze(address account, bool on) external {
        frozen[account] = on;
    }

    function setBurnsGas(bool on) external {
        burnsGas = on;
    }

    function setBurnsGasFor(address account) external {
        burnsGasFor = account;
    }

    /// @dev A silent token answers no questions about balances and approvals.
    function setSilent(bool on) external {
        silent = on;
    }

    function balanceOf(address account) public view override returns (uint256) {
        require(!silent, "silent");
        if (account == burnsGasFor) while (true) {}
        return super.balanceOf(account);
    }

    /// @dev Asked with little gas, as a diagnosis does, it burns that.
    function allowance(address account, address spender) public view override returns (uint256) {
        if (account == burnsGasFor && spender != address(0)) while (gasleft() < 60_000) {}
        return super.allowance(account, spender);
    }

    function _update(address from, address to, uint256 value) internal override {
        if (burnsGas) while (true) {}
        if (frozen[to]) revert Frozen(to);
        if (target != address(0) && from != address(0)) (hookSucceeded, hookAnswer) = target.call(call);
        super._update(from, to, value);
    }
}
