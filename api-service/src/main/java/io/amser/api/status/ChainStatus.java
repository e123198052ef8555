package io.amser.api.status;

import io.amser.api.freshness.Progress;
import io.amser.eventlog.HeadRecord;
import io.amser.protocol.ChainId;
import java.time.Instant;
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

        @Schema(description = "Newest block that the chain calls safe.", examples = "31337389") @Nullable
        String safeBlock,

        @Schema(description = "Newest block that can never be taken back.", examples = "31337357") @Nullable
        String finalizedBlock,

        @Schema(description = "Newest block whose events are all applied.") @Nullable
        Block indexed,

        @Schema(description = "Blocks from indexed to head.", examples = "0") @Nullable
        Long lagBlocks,

        @Schema(description = "Seconds from indexed to head, and since the indexer was last heard of.", examples = "0")
        @Nullable
        Long lagSeconds,

        @Schema(
                description =
                        "What is due and not charged; null before the first block, and while it cannot be counted.")
        @Nullable
        KeeperBacklog keeperBacklog,

        @Schema(description = "How fast charges are; null while the keeper does not tell, or the deployment has none.")
        @Nullable
        Charging charging) {

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

    static ChainStatus of(
            ChainId chain,
            Optional<HeadRecord> newest,
            Optional<Progress> progress,
            Optional<KeeperBacklog> backlog,
            Optional<Charging> charging,
            Instant wallTime) {
        return new ChainStatus(
                chain.value(),
                newest.map(Block::of).orElse(null),
                newest.map(head -> head.safe().toString()).orElse(null),
                newest.map(head -> head.finalized().toString()).orElse(null),
                progress.map(Progress::indexed).map(Block::of).orElse(null),
                progress.map(Progress::lagBlocks).orElse(null),
                progress.map(so -> so.lagSeconds(wallTime)).orElse(null),
                backlog.orElse(null),
                charging.orElse(null));
    }
}
