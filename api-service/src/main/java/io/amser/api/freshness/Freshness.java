package io.amser.api.freshness;

import static io.amser.api.problem.ProblemCode.INDEX_NOT_READY;

import io.amser.api.problem.ProblemException;
import io.amser.eventlog.clock.ChainClock;
import io.amser.protocol.Address;
import io.amser.protocol.SubscriptionKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;

/** What the chain's time is now, and how much of the chain the index holds. */
@ApplicationScoped
public class Freshness {
    private final ChainClock clock;
    private final InstantSource wallTime;
    private final LostRecords lost;

    Freshness(ChainClock clock, InstantSource wallTime, LostRecords lost) {
        this.clock = clock;
        this.wallTime = wallTime;
        this.lost = lost;
    }

    /** Empty until the first block has been indexed in full. */
    public Optional<Progress> progress() {
        return clock.applied()
                .flatMap(indexed -> clock.newest()
                        .flatMap(newest -> clock.lastWritten().map(written -> new Progress(indexed, newest, written))));
    }

    /** The present moment; a problem until there is one. */
    public Moment now() {
        return progress()
                .map(progress -> progress.at(wallTime.instant()))
                .orElseThrow(() -> new ProblemException(INDEX_NOT_READY, "Try again when the first block is indexed."));
    }

    /** The present moment, marked if anything that concerns the merchant lacks a record. */
    public Uni<Moment> ofMerchant(Address merchant) {
        return marked(lost.ofMerchant(merchant));
    }

    public Uni<Moment> ofModule(Address module) {
        return marked(lost.ofModule(module));
    }

    public Uni<Moment> ofSubscription(SubscriptionKey subscription) {
        return marked(lost.ofSubscription(subscription));
    }

    /** The present moment, marked if a record that concerns no module could not be applied. */
    public Uni<Moment> ofProtocol() {
        return marked(lost.ofProtocol());
    }

    private Uni<Moment> marked(Uni<Boolean> lacksRecords) {
        var moment = now();
        return lacksRecords.map(moment::markedIf);
    }
}
