package io.amser.eventlog.clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The one reader of the machine's clock, for every service. */
public final class WallClock {
    private WallClock() {}

    @Produces
    @Singleton
    public static InstantSource wallTime() {
        return InstantSource.system();
    }
}
