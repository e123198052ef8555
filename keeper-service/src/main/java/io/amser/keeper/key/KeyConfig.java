package io.amser.keeper.key;

import io.amser.protocol.Address;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the keeper's key comes from: exactly one of private key, keystore and remote signer. */
@ConfigMapping(prefix = "amser.keeper.key")
public interface KeyConfig {

    /** 32 bytes in hexadecimal; on local test chains alone, because whoever sees the environment has the key. */
    Optional<String> privateKey();

    /** An encrypted keystore file, version 3 (Web3 Secret Storage). */
    Optional<Path> keystore();

    /** A file whose first line is the keystore's password. */
    Optional<Path> keystorePassword();

    /** The keystore's password itself, where a secret comes as an environment variable. */
    Optional<String> keystorePassphrase();

    Remote remote();

    /** A signer that keeps the key to itself, such as Web3Signer in front of a key management service. */
    interface Remote {

        /** JSON-RPC over HTTP: it is asked {@code eth_signTransaction}. */
        Optional<URI> url();

        /** The account for which it signs. */
        Optional<String> address();

        /** How long it may think about one signature. */
        @WithDefault("5S")
        Duration timeout();

        default Address account() {
            return address()
                    .map(Address::parse)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "amser.keeper.key.remote.address must name the account for which the remote signer signs"));
        }
    }
}
