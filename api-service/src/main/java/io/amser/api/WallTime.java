package io.amser.api;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/** The one reader of the machine's clock. */
class WallTime {

    @Produces
    @Singleton
    InstantSource machineClock() {
        return Clock.systemUTC();
    }
}
