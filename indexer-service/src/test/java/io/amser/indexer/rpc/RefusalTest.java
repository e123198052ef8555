package io.amser.indexer.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.rpc.Refusal.Other;
import io.amser.indexer.rpc.Refusal.TooFast;
import io.amser.indexer.rpc.Refusal.TooManyAtOnce;
import io.amser.indexer.rpc.Refusal.TooMuch;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What providers and nodes really answer. */
class RefusalTest {

    private static Arguments message(long code, String message, Refusal expected) {
        return Arguments.of(code, message, expected);
    }

    private static Refusal tooMuch() {
        return new TooMuch(Optional.empty(), OptionalLong.empty());
    }

    private static Refusal atMost(long blocks) {
        return new TooMuch(Optional.empty(), OptionalLong.of(blocks));
    }

    private static Refusal better(long first, long last) {
        return new TooMuch(Optional.of(BlockRange.of(first, last)), OptionalLong.empty());
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                message(
                        -32_005,
                        "query returned more than 10000 results. Try with this block range [0x5B6E5B, 0x5B6FA0].",
                        better(0x5B6E5B, 0x5B6FA0)),
                message(
                        -32_602,
                        "Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range and no "
                                + "limit on the response size, or you can request any block range with a cap of 10K logs in "
                                + "the response. Based on your parameters and the response size limit, this block range "
                                + "should work: [0x0, 0x1fff]",
                        better(0, 0x1fff)),
                message(
                        -32_600,
                        "Under the Free tier plan, you can make eth_getLogs requests with up to a 10 block range. Based on "
                                + "your parameters, this block range should work: [0x64, 0x6d].",
                        new TooMuch(Optional.of(BlockRange.of(100, 109)), OptionalLong.of(10))),
                message(-32_000, "query exceeds max results 20000, retry with the range 100-2500", better(100, 2_500)),
                message(-32_005, "query returned more than 10000 results", tooMuch()),
                message(-32_005, "exceed maximum block range: 5000", atMost(5_000)),
                message(-32_614, "eth_getLogs is limited to a 10,000 range", atMost(10_000)),
                message(-32_602, "eth_getLogs is limited to 0 - 1000 blocks range", atMost(1_000)),
                message(-32_602, "eth_getLogs range is too large, max is 1k blocks", atMost(1_000)),
                message(-32_000, "requested too many blocks from 0 to 99999, maximum is set to 2048", atMost(2_048)),
                message(-32_602, "block range greater than 2000 max", atMost(2_000)),
                message(35, "ranges over 10000 blocks are not supported on freetier", atMost(10_000)),
                message(-32_602, "range 1000000 exceeds limit of 10000", atMost(10_000)),
                message(-32_602, "query exceeds max block range 100000", atMost(100_000)),
                message(-32_600, "block range is too wide", tooMuch()),
                message(-32_600, "Block range limit exceeded.", tooMuch()),
                message(-32_062, "Block range is too large", tooMuch()),
                message(-32_000, "Requested range exceeds maximum RPC range limit", tooMuch()),
                message(-32_005, "limit exceeded", tooMuch()),
                message(-32_020, "backend response too large", tooMuch()),
                message(-32_008, "Response size is larger than 150MB limit.", tooMuch()),
                message(-32_000, "query timeout exceeded", tooMuch()),
                message(-32_000, "request timed out", tooMuch()),
                message(
                        429,
                        "Your app has exceeded its compute units per second capacity. If you have retries enabled, you can "
                                + "safely ignore this message.",
                        new TooFast()),
                message(-32_007, "50/second request limit reached - reduce calls per second", new TooFast()),
                message(-32_005, "daily request count exceeded, request rate limited", new TooFast()),
                message(-32_005, "You've exceeded the RPS limit available on the current plan.", new TooFast()),
                message(-32_016, "over rate limit", new TooFast()),
                message(-32_005, "project ID request rate exceeded", new TooFast()),
                message(-32_000, "Too Many Requests", new TooFast()),
                message(31, "Batch of more than 3 requests are not allowed on free tier", new TooManyAtOnce()),
                message(-32_600, "batch too large", new TooManyAtOnce()),
                message(-32_000, "batch limit 100 exceeded (can increase by --rpc.batch.limit)", new TooManyAtOnce()),
                message(-32_601, "the method eth_getBlockReceipts does not exist/is not available", new Other()),
                message(-32_000, "unknown block", new Other()),
                message(-32_603, "Internal error", new Other()));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void is_understood(long code, String message, Refusal expected) {
        assertThat(Refusal.of(code, message)).isEqualTo(expected);
    }
}
