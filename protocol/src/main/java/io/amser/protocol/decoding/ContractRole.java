package io.amser.protocol.decoding;

/** What a contract that we listen to is. */
enum ContractRole {
    PROCESSOR,
    FACTORY,
    TOKEN_REGISTRY,
    FEE_SCHEDULE,
    SUBSCRIPTION_MODULE,
    CREDIT_MODULE,
    PERMIT2
}
