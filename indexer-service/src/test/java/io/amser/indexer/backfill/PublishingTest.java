package io.amser.indexer.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.eventlog.Head;
import io.amser.eventlog.publishing.LogTransaction;
import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.place.Place;
import io.amser.indexer.place.Progress;
import io.amser.indexer.place.Tail;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.decoding.KnownContracts;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class PublishingTest {
    private static final ChainId CHAIN = new ChainId(1);
    private static final KnownContracts NONE = KnownContracts.of(List.of(), Address.ZERO, Address.ZERO, Address.ZERO);

    private final List<Long> published = new CopyOnWriteArrayList<>();

    private static Progress upTo(long block) {
        var hash = new BlockHash("0x%064x".formatted(block));
        var header = new BlockHeader(new BlockNumber(block), hash, hash, new ChainTime(block));
        var place = new Place(CHAIN, Tail.endingAt(header), NONE);
        var head = new Head(
                CHAIN, header.number(), hash, header.timestamp(), new BlockNumber(block), new BlockNumber(block));
        return new Progress(place, new LogTransaction(List.of(), head, List.of()));
    }

    private void publish(Progress progress) {
        published.add(progress.place().tail().tip().number().value());
    }

    @Test
    void publishes_in_order_and_is_finished_when_all_is_published() {
        try (var publishing = new Publishing(this::publish)) {
            for (var block = 1; block <= 100; block++) {
                publishing.begin(upTo(block));
            }
            publishing.finish();

            assertThat(published).hasSize(100).isSorted();
        }
    }

    @Test
    void does_not_wait_for_the_transactions_that_are_under_way() {
        var mayPublish = new Semaphore(0);
        try (var publishing = new Publishing(progress -> {
            mayPublish.acquireUninterruptibly();
            publish(progress);
        })) {
            publishing.begin(upTo(1));
            publishing.begin(upTo(2));

            assertThat(published).isEmpty();

            mayPublish.release(2);
            publishing.finish();

            assertThat(published).containsExactly(1L, 2L);
        }
    }

    @Test
    void nothing_follows_a_failure() {
        try (var publishing = new Publishing(progress -> {
            publish(progress);
            throw new IllegalStateException("The broker is away");
        })) {
            publishing.begin(upTo(1));
            publishing.begin(upTo(2));

            assertThatThrownBy(() -> publishing.begin(upTo(3))).hasMessage("The broker is away");
            assertThatThrownBy(publishing::finish).hasMessage("The broker is away");
        }
        assertThat(published).containsExactly(1L);
    }
}
