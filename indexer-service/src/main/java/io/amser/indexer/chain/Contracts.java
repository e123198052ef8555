package io.amser.indexer.chain;

import io.amser.protocol.call.Call;
import java.util.List;
import java.util.Optional;

/** The contracts on the chain, asked what they say in one block. */
public interface Contracts {

    /**
     * The answers in the order of the calls; empty where a contract reverts.
     *
     * @throws ChainUnavailable if the node does not answer, or has not kept the state of that block
     */
    <T> List<Optional<T>> ask(List<Call<T>> calls, BlockHeader block);
}
