package io.amser.indexer.place;

import io.amser.eventlog.Head;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.publishing.LogTransaction;
import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.Finality;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.event.ChainEvent;
import java.util.ArrayList;
import java.util.List;

/** One step: what is published in one transaction, and the place where the indexer stands when it is. */
public record Progress(Place place, LogTransaction transaction) {

    /** Final blocks up to {@code end} were read; none of them is ever looked at again. */
    public static Progress backfilled(
            Place before, List<ChainEvent> events, BlockHeader end, KnownContracts known, Finality finality) {
        return step(before, before.movedTo(end, known), additions(events), finality);
    }

    /** The next block came. */
    public static Progress extended(Place before, IndexedBlock block, Finality finality) {
        return step(before, before.with(block), additions(block.events()), finality);
    }

    /** The blocks after {@code ancestor} gave way to another branch. */
    public static Progress reorganised(
            Place before, BlockHeader ancestor, List<IndexedBlock> branch, Finality finality) {
        var events = new ArrayList<PublishedEvent>();
        for (var block : before.tail().after(ancestor).reversed()) {
            block.events().reversed().forEach(event -> events.add(PublishedEvent.retractionOf(event)));
        }
        branch.forEach(block -> events.addAll(additions(block.events())));
        return step(before, before.backTo(ancestor).with(branch), events, finality);
    }

    /** Nothing came; the head is told again, perhaps with more that is final. */
    public static Progress repeated(Place before, Finality finality) {
        return step(before, before, List.of(), finality);
    }

    private static Progress step(Place before, Place reached, List<PublishedEvent> events, Finality finality) {
        var after = reached.settled(finality);
        var head = head(after, finality);
        return new Progress(after, new LogTransaction(events, head, StateRecords.changes(before, after)));
    }

    private static List<PublishedEvent> additions(List<ChainEvent> events) {
        return events.stream().map(PublishedEvent::of).toList();
    }

    private static Head head(Place place, Finality finality) {
        var tip = place.tail().tip();
        var settled = place.tail().anchor().number();
        var upToTip = finality.atLeast(new Finality(settled, settled)).atMost(tip.number());
        return new Head(place.chain(), tip.number(), tip.hash(), tip.timestamp(), upToTip.safe(), upToTip.finalized());
    }
}
