package io.amser.discord.limit;

import java.time.Duration;

/** What the database has to give to one who wants to ask Discord. */
sealed interface Drawn {

    /** So many requests, the first one after this time and each further one as much later. */
    record Slots(int count, Duration delay, Duration apart) implements Drawn {}

    /** None within reasonable time. */
    record Nothing(Duration delay, String limit) implements Drawn {}
}
