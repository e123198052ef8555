package io.amser.siwe;

/** Why a message is not meant for us, now and for this purpose. */
public enum Mismatch {
    FOREIGN_DOMAIN,
    FOREIGN_URI,
    OTHER_CHAIN,
    OTHER_NONCE,
    EXPIRED,
    NOT_YET_VALID
}
