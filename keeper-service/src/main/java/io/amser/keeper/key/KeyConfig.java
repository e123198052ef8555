package io.amser.keeper.key;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the keeper's key comes from: exactly one of the two. */
@ConfigMapping(prefix = "amser.keeper.key")
public interface KeyConfig {

    /** 32 bytes in hexadecimal; for development. */
    Optional<String> privateKey();

    /** An encrypted keystore file, version 3. */
    Optional<Path> keystore();

    /** A file whose first line is the keystore's password. */
    Optional<Path> keystorePassword();
}
