package io.amser.siwe;

import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a message to sign in with says, field by field, as ERC-4361 names them. */
public record SiweMessage(
        Optional<String> scheme,
        String domain,
        Address address,
        Optional<String> statement,
        String uri,
        ChainId chainId,
        String nonce,
        Instant issuedAt,
        Optional<Instant> expirationTime,
        Optional<Instant> notBefore,
        Optional<String> requestId,
        List<String> resources) {

    public SiweMessage {
        resources = List.copyOf(resources);
    }

    /**
     * Reads a message that follows the grammar to the last character.
     *
     * @throws MalformedMessage that says what does not
     */
    public static SiweMessage parse(String text) {
        return SiweParser.parse(text);
    }
}
