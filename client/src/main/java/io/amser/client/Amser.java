package io.amser.client;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The API, for one merchant's server: safe to share between threads, and worth keeping, because it keeps its connections.
 *
 * <p>Whatever goes wrong is an {@link AmserException}. Lists are asked for page by page while their stream is read.
 */
public final class Amser {

    private static final int ROWS_PER_PAGE = 1_000;

    private final Transport transport;

    private Amser(Transport transport) {
        this.transport = transport;
    }

    /** Without a key, for what is public. */
    public static Amser at(URI api) {
        return new Amser(Transport.to(api));
    }

    /** With the merchant's API key, which goes nowhere but to the API. */
    public Amser withKey(String key) {
        return new Amser(new Transport(transport.http(), transport.base(), key, transport.timeout()));
    }

    /** How long a whole answer may take, 10 s unless told. */
    public Amser withTimeout(Duration timeout) {
        return new Amser(new Transport(transport.http(), transport.base(), transport.key(), timeout));
    }

    /** Whether the wallet may use any of these plans, as the index knows it. */
    public boolean isAuthorized(Address module, Address wallet, long... plans) {
        return check(module, wallet, Arrays.stream(plans).boxed().toList(), CheckMode.INDEXED)
                .authorized();
    }

    /** Whether the wallet may use any of these plans, and why; at most 50 of them. */
    public Authorization check(Address module, Address wallet, List<Long> plans, CheckMode mode) {
        return get(checkOf(module, wallet, plans).with("mode", mode.word()), Authorization.class);
    }

    /** From the index, or from the chain where the index is further behind it than that, in whole seconds. */
    public Authorization check(Address module, Address wallet, List<Long> plans, Duration maxStaleness) {
        return get(checkOf(module, wallet, plans).with("max_staleness", maxStaleness.toSeconds()), Authorization.class);
    }

    private static Query checkOf(Address module, Address wallet, List<Long> plans) {
        return Query.of("/v0/auth/check")
                .with("module_address", module)
                .with("wallet", wallet)
                .with(
                        "plan_ids",
                        String.join(",", plans.stream().map(Object::toString).toList()));
    }

    /** All plans of a merchant, over all of its modules. */
    public Stream<Plan> plans(Address merchant) {
        return list(Query.of("/v0/plans/" + merchant), Plan.class);
    }

    /** A plan of the merchant's subscription module. */
    public Optional<Plan> plan(Address merchant, long id) {
        return found(Query.of("/v0/plans/" + merchant + "/" + id), Plan.class, "unknown_plan");
    }

    /** A plan of one of the merchant's modules. */
    public Optional<Plan> plan(Address merchant, Address module, long id) {
        return found(
                Query.of("/v0/plans/" + merchant + "/" + id).with("module_address", module),
                Plan.class,
                "unknown_plan");
    }

    /** All plans of a module; needs no key. */
    public Stream<Plan> plansOfModule(Address module) {
        return list(Query.of("/v0/modules/" + module + "/plans"), Plan.class);
    }

    /** All subscriptions of a merchant, over all of its modules. */
    public Stream<Subscription> subscriptions(Address merchant) {
        return list(Query.of("/v0/subscriptions/" + merchant), Subscription.class);
    }

    /** A subscription at the merchant's subscription module. */
    public Optional<Subscription> subscription(Address merchant, BigInteger id) {
        return found(Query.of("/v0/subscriptions/" + merchant + "/" + id), Subscription.class, "unknown_subscription");
    }

    /** A subscription at one of the merchant's modules. */
    public Optional<Subscription> subscription(Address merchant, Address module, BigInteger id) {
        return found(
                Query.of("/v0/subscriptions/" + merchant + "/" + id).with("module_address", module),
                Subscription.class,
                "unknown_subscription");
    }

    /** Why a subscription is not active, who has to act, and what the chain holds. */
    public Explanation explain(Address merchant, BigInteger id) {
        return get(Query.of("/v0/subscriptions/" + merchant + "/" + id + "/explain"), Explanation.class);
    }

    /** The same for a subscription at one of the merchant's modules. */
    public Explanation explain(Address merchant, Address module, BigInteger id) {
        return get(
                Query.of("/v0/subscriptions/" + merchant + "/" + id + "/explain")
                        .with("module_address", module),
                Explanation.class);
    }

    /** Payments, failures and refills of a merchant, newest first. */
    public Stream<Activity> activity(Address merchant, ActivityFilter filter) {
        return list(filter.applied(Query.of("/v0/activity/" + merchant)), Activity.class);
    }

    /** All envelopes of a merchant's subscribers. */
    public Stream<Envelope> credits(Address merchant) {
        return list(Query.of("/v0/credits/" + merchant), Envelope.class);
    }

    /** An envelope at the merchant's credit module. */
    public Optional<Envelope> credit(Address merchant, BigInteger id) {
        return found(Query.of("/v0/credits/" + merchant + "/" + id), Envelope.class, "unknown_envelope");
    }

    /** How a merchant's business has gone for the last 30 days. */
    public Analytics analytics(Address merchant) {
        return get(Query.of("/v0/analytics/" + merchant), Analytics.class);
    }

    /** How a merchant's business has gone since then, a year ago at most. */
    public Analytics analytics(Address merchant, Instant since) {
        return get(Query.of("/v0/analytics/" + merchant).with("since", since), Analytics.class);
    }

    /** What a keeper could charge now, the oldest first; needs no key. */
    public Stream<Due> due() {
        return list(Query.of("/v0/due"), Due.class);
    }

    /** Tokens that can be charged now; needs no key. */
    public Stream<Token> tokens() {
        return list(Query.of("/v0/tokens"), Token.class);
    }

    /** What the protocol says about a token, enabled or not; needs no key. */
    public Optional<Token> token(Address token) {
        return found(Query.of("/v0/tokens/" + token), Token.class, "unknown_token");
    }

    /** How the platform fares; needs no key. */
    public PlatformStatus status() {
        return get(Query.of("/v0/status"), PlatformStatus.class);
    }

    private <T> T get(Query query, Class<T> type) {
        return transport.get(transport.uri(query.text()), type);
    }

    private <T> Stream<T> list(Query query, Class<T> type) {
        return Pages.stream(
                transport, transport.uri(query.with("limit", ROWS_PER_PAGE).text()), type);
    }

    private <T> Optional<T> found(Query query, Class<T> type, String missing) {
        try {
            return Optional.of(get(query, type));
        } catch (AmserException e) {
            if (e.has(missing)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public String toString() {
        return "Amser[" + transport + "]";
    }
}
