// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {Reason} from "./Reason.sol";

/// @notice What the payment processor asks of a module. A module decides when and how much; it never moves value.
interface IModule {
    error NotProcessor(address caller);

    /// @notice Receives every payment of this module.
    function merchant() external view returns (address);

    /// @notice The only caller that `registerExecution` and `onExecute` accept.
    function processor() external view returns (address);

    /// @notice The token and the price of one charge, which a permit for `planId` has to cover at least.
    function quoteRegistration(uint256 planId) external view returns (address token, uint160 minAmount);

    /// @notice Called back by the processor once the permit of `payer` is consumed.
    /// @param allowanceExpiry until when this subscription may charge, unix seconds
    /// @return id the new subscription
    function registerExecution(address payer, uint256 planId, uint256 executionBudget, uint48 allowanceExpiry)
        external
        returns (uint256 id);

    /// @notice What one charge would be now. Never reverts; anything but `Reason.None` means: do not charge.
    /// `executionTime` is the second that the charge counts from: the billing anchor, or now after a lapse.
    function quoteExecution(uint256 id)
        external
        view
        returns (
            Reason reason,
            address payer,
            address recipient,
            address token,
            uint160 amount,
            uint48 executionTime,
            uint64 windowId
        );

    /// @notice Called by the processor after the transfers, in the same call frame that can undo them.
    /// @return nextChargeAt when the next charge is due, unix seconds
    /// @return remainingExecutions charges left after this one; type(uint256).max is unlimited
    function onExecute(uint256 id, uint48 executionTime)
        external
        returns (uint48 nextChargeAt, uint256 remainingExecutions);
}
