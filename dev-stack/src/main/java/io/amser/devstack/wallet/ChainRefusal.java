package io.amser.devstack.wallet;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.core.Response;

/** The node refused a request, or a contract reverted; {@link #revertData} is what the contract said. */
public final class ChainRefusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final @Nullable String revertData;

    ChainRefusal(String method, Response.Error error) {
        super("%s was refused: %s".formatted(method, error.getMessage()));
        revertData =
                error.getData() == null ? null : String.valueOf(error.getData()).replace("\"", "");
    }

    public ChainRefusal(String sentence) {
        super(sentence);
        revertData = null;
    }

    /** ABI-encoded error, 0x-prefixed; null if the node gave none. */
    public @Nullable String revertData() {
        return revertData;
    }
}
