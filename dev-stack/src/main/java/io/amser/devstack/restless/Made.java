package io.amser.devstack.restless;

import io.amser.protocol.BlockHash;
import java.util.List;

/**
 * A block with all that is needed to make it again, hash included.
 *
 * @param timestamp and {@code baseFee} as the node tells them
 * @param transactions signed, in their order
 */
record Made(BlockHash hash, String timestamp, String baseFee, List<String> transactions) {

    Made {
        transactions = List.copyOf(transactions);
    }
}
