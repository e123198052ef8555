package io.amser.protocol;

import java.util.Optional;

/** Why a subscription is, or is not, charged right now; in the order of the contracts, whose numbers are the ordinals. */
public enum Reason {
    NONE("None"),
    INSUFFICIENT_ALLOWANCE("InsufficientAllowance", FailCode.INSUFFICIENT_ALLOWANCE),
    ALLOWANCE_EXPIRED("AllowanceExpired", FailCode.ALLOWANCE_EXPIRED),
    TRANSFER_FAILED("TransferFailed", FailCode.TRANSFER_FAILED),
    PAYMENT_WINDOW_VIOLATION("PaymentWindowViolation", FailCode.PAYMENT_WINDOW_VIOLATION),
    PAYMENT_ALREADY_PROCESSED("PaymentAlreadyProcessed", FailCode.PAYMENT_ALREADY_PROCESSED),
    PROCESSOR_PAUSED("ProcessorPaused", FailCode.PROCESSOR_PAUSED),
    UNSUPPORTED_TOKEN("UnsupportedToken", FailCode.UNSUPPORTED_TOKEN),
    UNKNOWN_SUBSCRIPTION("UnknownSubscription"),
    NOT_DUE("NotDue"),
    PAUSED("Paused"),
    CANCELLED("Cancelled"),
    BLOCKED("Blocked"),
    BUDGET_USED_UP("BudgetUsedUp"),
    NOT_KEEPER("NotKeeper"),
    UNKNOWN_MODULE("UnknownModule"),
    QUOTE_MISMATCH("QuoteMismatch"),
    FAILURE_ALREADY_REPORTED("FailureAlreadyReported"),
    INSUFFICIENT_GAS("InsufficientGas");

    private static final Reason[] BY_NUMBER = values();

    private final String chainName;
    private final Optional<FailCode> failCode;

    Reason(String chainName) {
        this.chainName = chainName;
        this.failCode = Optional.empty();
    }

    Reason(String chainName, FailCode failCode) {
        this.chainName = chainName;
        this.failCode = Optional.of(failCode);
    }

    public static Reason ofChain(int number) {
        if (number < 0 || number >= BY_NUMBER.length) {
            throw new IllegalArgumentException("The contracts know no reason " + number);
        }
        return BY_NUMBER[number];
    }

    /** As the contracts write it. */
    public String chainName() {
        return chainName;
    }

    /** The failure that was reported on chain, if this was a real attempt that failed. */
    public Optional<FailCode> failCode() {
        return failCode;
    }
}
