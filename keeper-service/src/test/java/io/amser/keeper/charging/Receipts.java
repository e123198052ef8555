package io.amser.keeper.charging;

import io.amser.keeper.chain.Block;
import io.amser.keeper.chain.ItemOutcome;
import io.amser.keeper.chain.Receipt;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TxHash;
import java.math.BigInteger;
import java.util.List;

/** Receipts as a node would tell them. */
final class Receipts {
    private static final Block BLOCK =
            new Block(new BlockNumber(5), new BlockHash("0x" + "b".repeat(64)), new ChainTime(100));

    private Receipts() {}

    static Receipt of(ItemOutcome... outcomes) {
        return new Receipt(
                new TxHash("0x" + "d".repeat(64)),
                BLOCK,
                true,
                21_000,
                BigInteger.ONE,
                BigInteger.ZERO,
                List.of(outcomes));
    }
}
