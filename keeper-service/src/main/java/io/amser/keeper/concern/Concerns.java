package io.amser.keeper.concern;

import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** What concerns the keeper now. Each change is logged once, however often it is told. */
@Singleton
public final class Concerns {
    private static final Logger LOG = Logger.getLogger(Concerns.class);

    private final Map<Teller, List<Concern>> concerns = new EnumMap<>(Teller.class);

    /** Who tells; each knows all of its own concerns. */
    public enum Teller {
        CHARGING,
        WATCH,
        SOURCE,
        SIGNER,
        FORECAST,
        OUTBOX
    }

    /** Replaces what this teller said before. */
    public synchronized void tell(Teller teller, List<Concern> now) {
        var before = concerns.getOrDefault(teller, List.of());
        concerns.put(teller, List.copyOf(now));
        added(before, now).forEach(concern -> LOG.warnf("%s: %s", concern.kind(), concern.sentence()));
        added(now, before).forEach(concern -> LOG.infof("No longer %s: %s", concern.kind(), concern.sentence()));
    }

    private static Stream<Concern> added(List<Concern> before, List<Concern> now) {
        return now.stream().filter(concern -> before.stream().noneMatch(concern::isAbout));
    }

    public synchronized List<Concern> all() {
        return concerns.values().stream().flatMap(List::stream).toList();
    }

    public List<String> sentences() {
        return all().stream().map(Concern::sentence).toList();
    }

    public long count(Concern.Kind kind) {
        return all().stream().filter(concern -> concern.kind() == kind).count();
    }
}
