package io.amser.protocol;

import java.util.Arrays;

/** Why a real attempt to charge failed. */
public enum FailCode {
    INSUFFICIENT_ALLOWANCE("InsufficientAllowance"),
    ALLOWANCE_EXPIRED("AllowanceExpired"),
    TRANSFER_FAILED("TransferFailed"),
    PAYMENT_WINDOW_VIOLATION("PaymentWindowViolation"),
    PAYMENT_ALREADY_PROCESSED("PaymentAlreadyProcessed"),
    PROCESSOR_PAUSED("ProcessorPaused"),
    UNSUPPORTED_TOKEN("UnsupportedToken");

    private final String apiName;

    FailCode(String apiName) {
        this.apiName = apiName;
    }

    /** As the API, webhooks and the contracts write it. */
    public String apiName() {
        return apiName;
    }

    public static FailCode ofApiName(String name) {
        return Arrays.stream(values())
                .filter(code -> code.apiName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No failure is called " + name));
    }
}
