package io.amser.indexer.place;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.amser.eventlog.publishing.StateRecord;
import io.amser.eventlog.wire.RecordJson;
import io.amser.indexer.chain.BlockHeader;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.ModuleDeployed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A place as entries of the indexer's state: the one class that knows what they look like. */
public final class StateRecords {
    private static final String CHECKPOINT = "checkpoint";
    private static final String MODULE = "module ";
    private static final String BLOCK = "block ";
    private static final String EVENTS = "events ";

    /** So few events that an entry stays well below a megabyte, the usual limit of a record. */
    private static final int EVENTS_PER_ENTRY = 250;

    private static final RecordJson<Checkpoint> CHECKPOINT_JSON = RecordJson.of(Checkpoint.class);
    private static final RecordJson<Deployed> MODULE_JSON = RecordJson.of(Deployed.class);
    private static final RecordJson<Block> BLOCK_JSON = RecordJson.of(Block.class);
    private static final RecordJson<Events> EVENTS_JSON = RecordJson.of(Events.class);

    private StateRecords() {}

    record Checkpoint(BlockHeader anchor, BlockHeader tip) {}

    record Deployed(ChainEvent event) {}

    /** A block, whose events are spread over so many other entries. */
    record Block(BlockHeader header, int parts) {}

    record Events(List<ChainEvent> events) {}

    /** What has to be written when one place follows the other. */
    static List<StateRecord> changes(Place before, Place after) {
        var changes = new ArrayList<StateRecord>();
        changes.add(put(
                CHECKPOINT,
                CHECKPOINT_JSON.write(
                        new Checkpoint(after.tail().anchor(), after.tail().tip()))));
        addModules(before.known(), after.known(), changes);
        addBlocks(before.tail(), after.tail(), changes);
        return changes;
    }

    private static void addModules(KnownContracts before, KnownContracts after, List<StateRecord> changes) {
        if (before == after) {
            return;
        }
        for (var module : before.modules()) {
            if (after.module(module.module()).isEmpty()) {
                changes.add(StateRecord.remove(MODULE + module.module()));
            }
        }
        for (var module : after.modules()) {
            if (!before.module(module.module()).equals(Optional.of(module))) {
                changes.add(put(MODULE + module.module(), MODULE_JSON.write(new Deployed(module))));
            }
        }
    }

    /** A block of another branch takes over the entries of the one that stood at its height. */
    private static void addBlocks(Tail before, Tail after, List<StateRecord> changes) {
        var added = new ArrayList<StateRecord>();
        after.blocks().stream().filter(block -> !before.has(block.header())).forEach(block -> addBlock(block, added));
        var rewritten = added.stream().map(StateRecord::key).collect(Collectors.toSet());
        before.blocks().stream()
                .filter(block -> !after.has(block.header()) || after.anchor().equals(block.header()))
                .flatMap(block -> keys(block).stream())
                .filter(key -> !rewritten.contains(key))
                .forEach(key -> changes.add(StateRecord.remove(key)));
        changes.addAll(added);
    }

    private static void addBlock(IndexedBlock block, List<StateRecord> entries) {
        var number = block.header().number();
        entries.add(put(BLOCK + number, BLOCK_JSON.write(new Block(block.header(), parts(block)))));
        for (var part = 0; part < parts(block); part++) {
            var from = part * EVENTS_PER_ENTRY;
            var to = Math.min(from + EVENTS_PER_ENTRY, block.events().size());
            entries.add(put(
                    eventsKey(number, part),
                    EVENTS_JSON.write(new Events(block.events().subList(from, to)))));
        }
    }

    private static List<String> keys(IndexedBlock block) {
        var number = block.header().number();
        var keys = new ArrayList<String>();
        keys.add(BLOCK + number);
        for (var part = 0; part < parts(block); part++) {
            keys.add(eventsKey(number, part));
        }
        return keys;
    }

    private static int parts(IndexedBlock block) {
        return Math.ceilDiv(block.events().size(), EVENTS_PER_ENTRY);
    }

    private static String eventsKey(BlockNumber number, int part) {
        return EVENTS + number + "/" + part;
    }

    private static StateRecord put(String key, byte[] json) {
        return StateRecord.put(key, new String(json, UTF_8));
    }

    /** The place that these entries tell of; empty if the chain has never been indexed. */
    public static Optional<Place> read(Map<String, String> entries, ChainId chain, KnownContracts configured) {
        return Optional.ofNullable(entries.get(CHECKPOINT))
                .map(json -> CHECKPOINT_JSON.read(json.getBytes(UTF_8)))
                .map(checkpoint -> new Place(chain, tail(checkpoint, entries), known(entries, configured)));
    }

    private static Tail tail(Checkpoint checkpoint, Map<String, String> entries) {
        var blocks = new ArrayList<IndexedBlock>();
        var tip = checkpoint.tip().number().value();
        for (var number = checkpoint.anchor().number().plus(1); number.value() <= tip; number = number.plus(1)) {
            blocks.add(block(number, entries));
        }
        return new Tail(checkpoint.anchor(), blocks);
    }

    private static IndexedBlock block(BlockNumber number, Map<String, String> entries) {
        var block = BLOCK_JSON.read(entry(BLOCK + number, entries));
        var events = new ArrayList<ChainEvent>();
        for (var part = 0; part < block.parts(); part++) {
            events.addAll(
                    EVENTS_JSON.read(entry(eventsKey(number, part), entries)).events());
        }
        return new IndexedBlock(block.header(), events);
    }

    private static byte[] entry(String key, Map<String, String> entries) {
        var json = entries.get(key);
        if (json == null) {
            throw new IllegalStateException("The indexer's state has no entry \"" + key
                    + "\": someone else has written or deleted records of its topic");
        }
        return json.getBytes(UTF_8);
    }

    private static KnownContracts known(Map<String, String> entries, KnownContracts configured) {
        return configured.with(entries.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(MODULE))
                .map(entry -> MODULE_JSON.read(entry.getValue().getBytes(UTF_8)).event())
                .map(ModuleDeployed.class::cast)
                .toList());
    }
}
