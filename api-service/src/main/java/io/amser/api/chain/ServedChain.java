package io.amser.api.chain;

import static io.amser.api.problem.ProblemCode.UNKNOWN_CHAIN;

import io.amser.api.parameter.Parameters;
import io.amser.api.problem.ProblemException;
import io.amser.protocol.ChainId;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The one chain that this deployment answers for. */
@ApplicationScoped
public class ServedChain {
    private final ChainId id;

    ServedChain(ChainConfig config) {
        this.id = new ChainId(config.id());
    }

    public ChainId id() {
        return id;
    }

    /** Refuses a request for another chain, rather than answer as if that one were empty. */
    public ChainId named(@Nullable String chainId) {
        Parameters.chainId("chain_id", chainId)
                .filter(asked -> !asked.equals(id))
                .ifPresent(asked -> {
                    throw new ProblemException(UNKNOWN_CHAIN, "Only chain " + id + " is served here.", "chain_id");
                });
        return id;
    }
}
