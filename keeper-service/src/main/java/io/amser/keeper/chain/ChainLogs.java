package io.amser.keeper.chain;

import io.amser.protocol.Address;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.decoding.RawLog;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The chain as one who reads its events needs it; every method asks a node and throws {@link ChainUnreachable} if none answers. */
public interface ChainLogs {

    /** The contracts around these processors, by their own word; throws {@link NoProcessor} if there is none at such an address. */
    KnownContracts contracts(List<Address> processors, Head at);

    /** In the order of the chain, all of {@code from <= block <= to} that these contracts emitted, in blocks that stand now. */
    List<RawLog> logs(Collection<Address> contracts, BlockNumber from, BlockNumber to);

    /** The blocks with these numbers; one that the node does not have is left out. */
    Map<BlockNumber, Block> blocks(Collection<BlockNumber> numbers);
}
