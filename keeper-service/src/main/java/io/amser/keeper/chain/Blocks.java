package io.amser.keeper.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.amser.keeper.chain.RpcAnswer.Result;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;

/** Reads blocks as nodes tell them. */
final class Blocks {
    private Blocks() {}

    static Block read(JsonNode block) {
        if (!block.path("hash").isTextual()) {
            throw new ChainUnreachable("The node answers without a block: " + block);
        }
        return new Block(
                new BlockNumber(Quantities.longNumber(block.path("number"))),
                new BlockHash(block.path("hash").asText()),
                new ChainTime(Quantities.longNumber(block.path("timestamp"))));
    }

    static BlockNumber ofReceipt(JsonNode receipt) {
        return new BlockNumber(Quantities.longNumber(receipt.path("blockNumber")));
    }

    /** By the chain's own word, else by depth; never above the newest block. */
    static BlockNumber finalized(RpcAnswer told, BlockNumber newest, long depth) {
        var number = told instanceof Result(var block) && block.isObject()
                ? read(block).number().value()
                : newest.value() - depth;
        return new BlockNumber(Math.clamp(number, 0, newest.value()));
    }
}
