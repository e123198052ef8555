package io.amser.indexer.place;

import static io.amser.indexer.chain.Headers.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.eventlog.publishing.LogTransaction;
import io.amser.indexer.chain.Finality;
import io.amser.protocol.Address;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.TxHash;
import io.amser.protocol.decoding.Deployment;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.OpenExecutionSet;
import io.amser.protocol.event.EventOrigin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StateRecordsTest {
    private static final ChainId CHAIN = new ChainId(7);
    private static final Address PROCESSOR = new Address("0x" + "01".repeat(20));
    private static final KnownContracts CONFIGURED = KnownContracts.of(
            List.of(new Deployment(PROCESSOR, new Address("0x" + "02".repeat(20)))),
            new Address("0x" + "03".repeat(20)),
            new Address("0x" + "04".repeat(20)),
            new Address("0x" + "05".repeat(20)));
    private static final Place START = new Place(CHAIN, Tail.endingAt(header(10, 0)), CONFIGURED);
    private static final int USUAL_LIMIT_OF_A_RECORD = 1_000_000;

    private static Finality finalUpTo(long number) {
        return new Finality(new BlockNumber(number), new BlockNumber(number));
    }

    private static IndexedBlock block(long number, int events) {
        var header = header(number, 0);
        var tx = new TxHash("0x" + "aa".repeat(32));
        return new IndexedBlock(
                header,
                IntStream.range(0, events)
                        .mapToObj(index -> new EventOrigin(
                                CHAIN,
                                header.number(),
                                header.hash(),
                                header.timestamp(),
                                tx,
                                index,
                                PROCESSOR,
                                null,
                                null,
                                DeterministicIds.event(CHAIN, header.hash(), tx, index)))
                        .<ChainEvent>map(origin -> new OpenExecutionSet(origin, true))
                        .toList());
    }

    private static void write(LogTransaction transaction, Map<String, String> entries) {
        transaction
                .state()
                .forEach(entry -> entry.json()
                        .ifPresentOrElse(json -> entries.put(entry.key(), json), () -> entries.remove(entry.key())));
    }

    @Test
    void a_chain_that_was_never_indexed_has_no_place() {
        assertThat(StateRecords.read(Map.of(), CHAIN, CONFIGURED)).isEmpty();
    }

    @Test
    void a_block_of_thousands_of_events_is_spread_over_entries_that_fit_in_a_record() {
        var entries = new HashMap<String, String>();
        var progress = Progress.extended(START, block(11, 2_600), finalUpTo(10));
        write(progress.transaction(), entries);

        assertThat(entries.values()).allMatch(json -> json.length() < USUAL_LIMIT_OF_A_RECORD);
        assertThat(StateRecords.read(entries, CHAIN, CONFIGURED).orElseThrow().tail())
                .isEqualTo(progress.place().tail());
    }

    @Test
    void a_final_block_leaves_no_entry_behind() {
        var entries = new HashMap<String, String>();
        var eleven = Progress.extended(START, block(11, 300), finalUpTo(10));
        var twelve = Progress.extended(eleven.place(), block(12, 0), finalUpTo(12));
        write(eleven.transaction(), entries);
        write(twelve.transaction(), entries);

        assertThat(entries).containsOnlyKeys("checkpoint");
        assertThat(twelve.place().tail()).isEqualTo(Tail.endingAt(header(12, 0)));
    }

    @Test
    void a_hole_in_the_state_is_told_not_guessed() {
        var entries = new HashMap<String, String>();
        write(Progress.extended(START, block(11, 1), finalUpTo(10)).transaction(), entries);
        entries.remove("events 11/0");

        assertThatThrownBy(() -> StateRecords.read(entries, CHAIN, CONFIGURED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("events 11/0");
    }
}
