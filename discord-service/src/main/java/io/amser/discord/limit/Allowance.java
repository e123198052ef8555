package io.amser.discord.limit;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/** What an answer tells of its bucket. */
record Allowance(String bucket, int remaining, Duration resetsAfter) {

    /** Nothing where a part is missing or no number: some answers have no bucket. */
    static Optional<Allowance> of(HttpHeaders headers) {
        return headers.firstValue("X-RateLimit-Bucket")
                .flatMap(bucket -> headers.firstValue("X-RateLimit-Remaining")
                        .flatMap(Seconds::number)
                        .flatMap(remaining -> headers.firstValue("X-RateLimit-Reset-After")
                                .flatMap(Seconds::of)
                                .map(reset -> new Allowance(bucket, remaining.intValue(), reset))));
    }
}
