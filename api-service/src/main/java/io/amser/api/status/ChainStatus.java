package io.amser.api.status;

import io.amser.api.freshness.Progress;
import io.amser.eventlog.HeadRecord;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far the index of one chain has come. */
@Schema(
        name = "ChainStatus",
        description = "How far the index of one chain has come; blocks are null before the first one.")
record ChainStatus(
        @Schema(description = "EIP-155 number of the chain.", examples = "84532")
        long chainId,

        @Schema(description = "Newest block that the indexer has published.") @Nullable
        Block head,

        @Schema(description = "Newest block whose events are all applied.") @Nullable
        Block indexed,

        @Schema(description = "Blocks from indexed to head.", examples = "0") @Nullable
        Long lagBlocks,

        @Schema(description = "Seconds from indexed to head.", examples = "0") @Nullable
        Long lagSeconds) {

    /** One block. */
    @Schema(name = "Block", description = "A block of the chain.")
    record Block(
            @Schema(description = "Number of the block.", examples = "31337421")
            String number,

            @Schema(description = "Hash of the block.") String hash,

            @Schema(description = "Time of the block.", examples = "2026-04-01T00:00:00.000Z")
            String timestamp) {

        private static Block of(HeadRecord head) {
            return new Block(
                    head.number().toString(),
                    head.hash().value(),
                    head.timestamp().iso());
        }
    }

    static ChainStatus of(long chainId, Optional<HeadRecord> newest, Optional<HeadRecord> applied) {
        var progress = applied.map(head -> Progress.of(head, newest.orElse(head)));
        return new ChainStatus(
                chainId,
                newest.map(Block::of).orElse(null),
                applied.map(Block::of).orElse(null),
                progress.map(Progress::lagBlocks).orElse(null),
                progress.map(Progress::lagSeconds).orElse(null));
    }
}
