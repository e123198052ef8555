// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {IAllowanceTransfer} from "permit2/interfaces/IAllowanceTransfer.sol";
import {IModule} from "../../src/interfaces/IModule.sol";
import {IPaymentProcessor} from "../../src/interfaces/IPaymentProcessor.sol";
import {Reason} from "../../src/interfaces/Reason.sol";

/// @notice A module that answers whatever a test tells it to.
contract FaultyModule is IModule {
    struct Quote {
        Reason reason;
        address payer;
        address recipient;
        address token;
        uint160 amount;
        uint48 executionTime;
        uint64 windowId;
    }

    address public immutable processor;
    address public immutable merchant;
    Quote public quote;
    bytes public rawQuote;
    bool public refusesExecution;
    uint256 public nextId = 1;

    constructor(address processor_, address merchant_) {
        (processor, merchant) = (processor_, merchant_);
    }

    function setQuote(Quote calldata quote_) external {
        quote = quote_;
    }

    function setRawQuote(bytes calldata raw) external {
        rawQuote = raw;
    }

    function setRefusesExecution(bool refuses) external {
        refusesExecution = refuses;
    }

    function setNextId(uint256 id) external {
        nextId = id;
    }

    function register(address payer, IAllowanceTransfer.PermitSingle calldata permit, bytes calldata signature)
        external
        returns (uint256)
    {
        return IPaymentProcessor(processor).registerWithPermit(payer, 1, 1, permit, signature);
    }

    function quoteRegistration(uint256) external view returns (address, uint160) {
        return (quote.token, quote.amount);
    }

    function registerExecution(address, uint256, uint256, uint48) external returns (uint256) {
        return nextId++;
    }

    function quoteExecution(uint256)
        external
        view
        returns (Reason, address, address, address, uint160, uint48, uint64)
    {
        if (rawQuote.length > 0) {
            bytes memory raw = rawQuote;
            assembly ("memory-safe") {
                return(add(raw, 32), mload(raw))
            }
        }
        Quote memory q = quote;
        return (q.reason, q.payer, q.recipient, q.token, q.amount, q.executionTime, q.windowId);
    }

    function onExecute(uint256, uint48 executionTime) external view returns (uint48, uint256) {
        require(!refusesExecution, "refused");
        return (executionTime + 1, type(uint256).max);
    }
}
