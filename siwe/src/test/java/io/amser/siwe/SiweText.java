package io.amser.siwe;

/** A message with everything in it, to be spoilt in one place. */
final class SiweText {
    static final String WHOLE = """
            service.example wants you to sign in with your Ethereum account:
            0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2

            I accept the Terms of Service: https://service.example/tos

            URI: https://service.example/login
            Version: 1
            Chain ID: 1
            Nonce: 32891757
            Issued At: 2026-04-01T10:00:00.000Z
            Expiration Time: 2026-04-01T11:00:00.000Z
            Not Before: 2026-04-01T09:00:00.000Z
            Request ID: some_id
            Resources:
            - ipfs://Qme7ss3ARVgxv6rXqVPiikMJ8u2NLgmgszg13pYrDKEoiu
            - https://example.com/my-web2-claim.json""";

    private SiweText() {}

    static String with(String part, String instead) {
        var spoilt = WHOLE.replace(part, instead);
        if (spoilt.equals(WHOLE)) {
            throw new IllegalArgumentException("The message has no " + part);
        }
        return spoilt;
    }
}
