package io.amser.devstack.rpc;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** One way in which a node can be a bad one; several may hold at the same time. */
public sealed interface Fault {

    /** What takes the place of an answer, or holds it up. */
    sealed interface Hindrance extends Fault {}

    /** What makes an answer say something else than the truth. */
    sealed interface Lie extends Fault {}

    /** What breaks an answer on its way. */
    sealed interface Damage extends Fault {}

    /** Each answer comes so much later. */
    record Latency(Duration delay) implements Hindrance {}

    /** HTTP status 429, with or without a Retry-After header. */
    record TooManyRequests(Optional<Duration> retryAfter) implements Hindrance {}

    /** HTTP status 429 for what exceeds so many requests within any second; a batch is one request. */
    record RequestLimit(int perSecond, Optional<Duration> retryAfter) implements Hindrance {}

    /** An HTTP status with a page that is no JSON, as proxies and gateways answer. */
    record ServerError(int status) implements Hindrance {}

    /** The node gets the request twice, as when somebody in between tries again, and its second answer is passed on. */
    record AskTwice() implements Hindrance {}

    /** The connection stays open and nothing comes. */
    record NeverAnswer() implements Hindrance {}

    /** The connection is closed instead of an answer. */
    record DropConnection() implements Hindrance {}

    /** As if the newest so many blocks did not exist yet, whichever way one asks for them. */
    record LagBehind(long blocks) implements Lie {}

    /** The newest block is said to be this one, though newer ones are told when they are asked for by number or hash. */
    record StaleLatest(long number) implements Lie {}

    /** Everything is answered by another node, which may be on a branch of its own. */
    record ForkOff(URI node) implements Lie {}

    /** No logs, whatever is asked; headers with their blooms stay as they are. */
    record EmptyLogs() implements Lie {}

    /** The id of a chain that is not ours. */
    record WrongChainId(long id) implements Lie {}

    /** The body ends early, as its Content-Length says. */
    record TruncatedJson() implements Damage {}

    /** The body looks like an answer and cannot be parsed. */
    record MalformedJson() implements Damage {}

    /** The connection is closed in the middle of the body. */
    record CutOff() implements Damage {}
}
