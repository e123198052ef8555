// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

/// @notice Why a subscription is, or is not, charged right now.
/// 1 to 7 are real attempts that failed: `ExecutionFailed` reports each once per window, and once more if it is the
/// subscriber's.
/// From 8 on nothing was attempted: `execute` reverts, a batch skips the item and returns the reason.
enum Reason {
    None,
    InsufficientAllowance,
    AllowanceExpired,
    TransferFailed,
    PaymentWindowViolation,
    PaymentAlreadyProcessed,
    ProcessorPaused,
    UnsupportedToken,
    UnknownSubscription,
    NotDue,
    Paused,
    Cancelled,
    Blocked,
    BudgetUsedUp,
    NotKeeper,
    UnknownModule,
    QuoteMismatch,
    FailureAlreadyReported,
    InsufficientGas
}

/// @notice Who has to act before a failed charge can succeed.
enum Responsible {
    Nobody,
    Subscriber,
    Protocol,
    Keeper
}
