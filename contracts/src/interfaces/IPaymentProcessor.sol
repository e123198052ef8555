// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAllowanceTransfer} from "permit2/interfaces/IAllowanceTransfer.sol";
import {Reason, Responsible} from "./Reason.sol";

/// @notice The only contract that moves value: straight from the payer to merchant, keeper and treasury.
interface IPaymentProcessor {
    /// @param protocolFee the whole fee, the keeper's share included: the merchant gets `amount - protocolFee`
    /// @param remainingExecutions after this charge; type(uint256).max is unlimited
    event ExecutionExecuted(
        address indexed module,
        uint256 indexed id,
        address indexed payer,
        uint64 windowId,
        address recipient,
        address token,
        uint256 amount,
        uint256 protocolFee,
        uint256 keeperFee,
        address keeper,
        uint48 executionTime,
        uint48 nextChargeAt,
        uint256 remainingExecutions
    );
    event ExecutionFailed(
        address indexed module,
        uint256 indexed id,
        uint64 windowId,
        Reason code,
        Responsible responsible,
        address keeper
    );
    event KeeperSet(address indexed keeper, bool allowed);
    event OpenExecutionSet(bool open);
    event Paused(uint48 at);
    event Unpaused(uint48 at);

    error UnknownModule(address module);
    error NotKeeper(address caller);
    error QuoteMismatch(address module, uint256 id);
    error FailureAlreadyReported(address module, uint256 id);
    error InsufficientGas(uint256 needed);
    /// @param reason one of those that are no real attempt: `UnknownSubscription` to `BudgetUsedUp`
    error NotChargeable(address module, uint256 id, Reason reason);
    error LengthMismatch(uint256 modules, uint256 ids);
    error AlreadyPaused();
    error NotPaused();

    error PermitMismatch(address token, address spender);
    error PermitExpired(uint48 expiration);
    error PermitLowersAllowance(uint160 amount, uint48 expiration, uint160 standing, uint48 standingExpiration);
    error StandingAllowanceTooLow(uint160 standing, uint48 standingExpiration, uint160 price);
    error SelfSubscription(address payer);
    error UnsupportedToken(address token, uint256 amount);
    error AlreadyRegistered(address module, uint256 id);
    error PaymentAlreadyProcessed(address module, uint256 id, uint64 windowId);
    error TransferRefused(address payer, address token, uint256 amount);
    error NotSelf(address caller);

    /// @notice Called by a module for `payer`: consumes the permit and registers the subscription that it pays.
    function registerWithPermit(
        address payer,
        uint256 planId,
        uint256 executionBudget,
        IAllowanceTransfer.PermitSingle calldata permitSingle,
        bytes calldata signature
    ) external returns (uint256 id);

    /// @notice Charges one subscription, or reports why a real attempt failed; reverts where nothing was attempted.
    function execute(address module, uint256 id) external;

    /// @notice Like `execute` for each item; no item can revert the others.
    /// @return results per item: None = charged, 1 to 7 = `ExecutionFailed` emitted, from 8 on = skipped
    function batchExecute(address[] calldata modules, uint256[] calldata ids) external returns (Reason[] memory results);

    function setKeeper(address keeper, bool allowed) external;
    function setOpenExecution(bool open) external;
    function pause() external;
    function unpause() external;

    function isKeeper(address account) external view returns (bool);
    function openExecution() external view returns (bool);
    function pauseTimes() external view returns (bool paused, uint48 lastPausedAt, uint48 lastUnpausedAt);
    function registration(address module, uint256 id)
        external
        view
        returns (address payer, address token, uint160 price);
    /// @notice Whether this window was paid, or its page of 32 windows lies behind one that was: a lock that no module opens.
    function isCharged(address module, uint256 id, uint64 windowId) external view returns (bool);
    /// @notice Gas that has to be left when an item begins, so that no caller can starve a charge into a failure.
    function ITEM_GAS() external view returns (uint256);
    function permit2() external view returns (address);
    function factory() external view returns (address);
    function tokenRegistry() external view returns (address);
    function feeSchedule() external view returns (address);
    function treasury() external view returns (address);
}
