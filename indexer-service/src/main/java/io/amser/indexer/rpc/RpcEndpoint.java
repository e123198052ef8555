package io.amser.indexer.rpc;

import io.amser.indexer.chain.ChainUnavailable;
import io.amser.indexer.chain.RangeTooLarge;
import io.amser.indexer.rpc.pace.PaceKeeper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One node, reached over HTTP/1.1 with connections that are kept, no faster and with no larger requests than it takes. */
final class RpcEndpoint {
    private static final int OK = 200;
    private static final int PAYLOAD_TOO_LARGE = 413;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int MOST_CALLS_IN_ONE_REQUEST = 100;

    /** An answer that is larger than any that an honest node gives to our questions would fill the memory. */
    private static final long MOST_BYTES = 128L << 20;

    private static final int MOST_TRIES = 10;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI url;
    private final RpcSettings settings;
    private final InstantSource time;
    private final PaceKeeper pace;
    private final AtomicInteger mostCalls = new AtomicInteger(MOST_CALLS_IN_ONE_REQUEST);

    RpcEndpoint(HttpClient http, URI url, RpcSettings settings, InstantSource time) {
        this.http = http;
        this.url = url;
        this.settings = settings;
        this.time = time;
        this.pace = new PaceKeeper(time);
    }

    URI url() {
        return url;
    }

    PaceKeeper pace() {
        return pace;
    }

    /**
     * Asks several questions of one kind, in as few requests as the node allows; the answers come in the order of the calls.
     *
     * @throws RpcThrottled if the node does not want to be asked for a while
     */
    <T> List<RpcAnswer<T>> ask(List<RpcCall> calls, ResultReader<T> result) {
        return ask(calls, result, settings.timeout());
    }

    /** As {@link #ask}, for small questions that a node answers in no time or not at all. */
    <T> List<RpcAnswer<T>> askQuickly(List<RpcCall> calls, ResultReader<T> result) {
        return ask(calls, result, settings.quickTimeout());
    }

    private <T> List<RpcAnswer<T>> ask(List<RpcCall> calls, ResultReader<T> result, Duration timeout) {
        var answers = new ArrayList<RpcAnswer<T>>(calls.size());
        for (var inVain = 0; answers.size() < calls.size(); ) {
            var rest = calls.subList(answers.size(), calls.size());
            var some = exchange(rest.subList(0, Math.min(rest.size(), mostCalls())), result, timeout);
            inVain = some.isEmpty() ? inVain + 1 : 0;
            if (inVain > MOST_TRIES) {
                throw new RpcThrottled(url, pace.delay());
            }
            answers.addAll(some);
        }
        return answers;
    }

    private int mostCalls() {
        return pace.pace().mostInOneRequest(mostCalls.get());
    }

    /** The answers to these calls; none if the node wants them in smaller portions or later. */
    private <T> List<RpcAnswer<T>> exchange(List<RpcCall> calls, ResultReader<T> result, Duration timeout) {
        var wait = pace.delay();
        if (wait.compareTo(LONGEST_WAIT) > 0) {
            throw new RpcThrottled(url, wait);
        }
        pace.await(calls.size());
        var response = send(body(calls), timeout);
        return switch (response.statusCode()) {
            case OK -> accepted(calls, answers(calls, response.body(), result));
            case TOO_MANY_REQUESTS -> later(RetryAfter.of(response.headers(), time.instant()));
            default -> refused(calls, response, result);
        };
    }

    /** Providers put the words of a refusal under any status, and gateways their own pages. */
    private <T> List<RpcAnswer<T>> refused(List<RpcCall> calls, HttpResponse<byte[]> response, ResultReader<T> result) {
        if (response.statusCode() == SERVICE_UNAVAILABLE && RetryAfter.isIn(response.headers())) {
            return later(RetryAfter.of(response.headers(), time.instant()));
        }
        var failure = RpcFailure.ofStatus(url, response.statusCode());
        if (response.statusCode() == PAYLOAD_TOO_LARGE && !calls.getFirst().isRange()) {
            return smaller(calls, failure);
        }
        try {
            return accepted(calls, AnswerReader.read(response.body(), calls.size(), result));
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    private <T> List<RpcAnswer<T>> answers(List<RpcCall> calls, byte[] body, ResultReader<T> result) {
        try {
            return AnswerReader.read(body, calls.size(), result);
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            throw new RpcFailure(url, "gave an answer to " + calls.getFirst().method() + " that cannot be read", e);
        }
    }

    private <T> List<RpcAnswer<T>> accepted(List<RpcCall> calls, List<RpcAnswer<T>> answers) {
        for (var answer : answers) {
            if (answer instanceof RpcAnswer.Refusal<T>(var code, var message)) {
                var reason = Refusal.of(code, message);
                if (reason instanceof Refusal.TooFast) {
                    return later(RetryAfter.UNKNOWN);
                }
                if (reason instanceof Refusal.TooManyAtOnce) {
                    return smaller(calls, new RpcFailure(url, "refused a request: " + message));
                }
            }
        }
        pace.answered(calls.size());
        return answers;
    }

    private <T> List<RpcAnswer<T>> later(Duration retryAfter) {
        pace.refused(retryAfter);
        return List.of();
    }

    private <T> List<RpcAnswer<T>> smaller(List<RpcCall> calls, RpcFailure refusal) {
        if (calls.size() == 1) {
            throw refusal;
        }
        mostCalls.accumulateAndGet(calls.size() / 2, Math::min);
        return List.of();
    }

    /** Asks questions of one kind whose answers the node has to know. */
    <T> List<T> askAll(List<RpcCall> calls, ResultReader<T> result) {
        return ask(calls, result).stream()
                .map(answer -> known(calls.getFirst(), answer))
                .toList();
    }

    /** The result of a call whose answer the node has to know. */
    <T> T known(RpcCall call, RpcAnswer<T> answer) {
        return switch (answer) {
            case RpcAnswer.Value<T>(var value) ->
                value.orElseThrow(() -> new RpcFailure(url, "answered null to " + call.method()));
            case RpcAnswer.Refusal<T>(var code, var message) -> throw refusal(call, code, message);
        };
    }

    private ChainUnavailable refusal(RpcCall call, long code, String message) {
        var text = "refused " + call.method() + ": " + message + " (" + code + ")";
        return call.isRange() && Refusal.of(code, message) instanceof Refusal.TooMuch(var suggested, var mostBlocks)
                ? new RangeTooLarge(RpcFailure.name(url) + " " + text, suggested, mostBlocks)
                : new RpcFailure(url, text);
    }

    private static String body(List<RpcCall> calls) {
        return calls.size() == 1
                ? calls.getFirst().json(0)
                : IntStream.range(0, calls.size())
                        .mapToObj(i -> calls.get(i).json(i))
                        .collect(Collectors.joining(",", "[", "]"));
    }

    /** The time limit holds for the whole exchange: the one of the request itself would end with the headers. */
    private HttpResponse<byte[]> send(String body, Duration timeout) {
        var request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var exchange = http.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new RpcFailure(url, "did not answer within " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new RpcFailure(url, "cannot be reached", e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while " + RpcFailure.name(url) + " was asked");
        }
    }
}
