package io.amser.keeper.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.amser.protocol.Address;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Reads {@code GET /v0/due} of another platform, page by page; what it says is a hint that the chain has to confirm. */
final class DueList implements ListedDue {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LONGEST_ANSWER = 8L << 20;
    private static final String FIRST_PAGE = "/v0/due?limit=1000";
    private static final int PAGES_AT_A_TIME = 10;
    private static final int MOST_REMEMBERED = 100_000;
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;\\s*rel=\"?next\"?");

    private final URI platform;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private final List<SubscriptionKey> remembered = new ArrayList<>();
    private URI page;
    private boolean remembersAll = true;

    DueList(URI platform) {
        this.platform = platform;
        this.page = platform.resolve(FIRST_PAGE);
    }

    @Override
    public Part next() {
        try {
            return read();
        } catch (SourceSilent e) {
            begin();
            throw e;
        }
    }

    private void begin() {
        page = platform.resolve(FIRST_PAGE);
        remembered.clear();
        remembersAll = true;
    }

    private Part read() {
        var part = new ArrayList<SubscriptionKey>();
        for (var i = 0; i < PAGES_AT_A_TIME; i++) {
            var answer = ask(page);
            subscriptions(answer.body(), part);
            var next = next(page, answer);
            if (next.isEmpty()) {
                return end(part);
            }
            page = next.get();
        }
        remember(part);
        return new Part(part, Optional.empty());
    }

    private Part end(List<SubscriptionKey> part) {
        remember(part);
        var whole = remembersAll ? Optional.of(List.copyOf(remembered)) : Optional.<List<SubscriptionKey>>empty();
        begin();
        return new Part(part, whole);
    }

    private void remember(List<SubscriptionKey> part) {
        remembersAll &= remembered.size() + part.size() <= MOST_REMEMBERED;
        if (remembersAll) {
            remembered.addAll(part);
        }
    }

    /** Only where it leads to the same platform. */
    private Optional<URI> next(URI page, HttpResponse<byte[]> answer) {
        return answer.headers().allValues("link").stream()
                .map(NEXT::matcher)
                .filter(link -> link.find())
                .map(link -> page.resolve(link.group(1)))
                .filter(uri -> uri.getAuthority().equals(platform.getAuthority()))
                .findFirst();
    }

    private static void subscriptions(byte[] body, List<SubscriptionKey> due) {
        try {
            for (var row : JSON.readTree(body)) {
                due.add(subscription(row));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new SourceSilent("What the platform lists as due cannot be read: " + e.getMessage());
        }
    }

    private static SubscriptionKey subscription(JsonNode row) {
        return new SubscriptionKey(
                Address.parse(row.path("module_address").asText()),
                new SubscriptionId(new BigInteger(row.path("on_chain_id").asText())));
    }

    private HttpResponse<byte[]> ask(URI page) {
        var request = HttpRequest.newBuilder(page)
                .header("Accept", "application/json")
                .build();
        var exchange = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            var answer = exchange.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != 200) {
                throw new SourceSilent(page.getHost() + " answers with status " + answer.statusCode());
            }
            return answer;
        } catch (ExecutionException | TimeoutException e) {
            exchange.cancel(true);
            throw new SourceSilent(page.getHost() + " does not say what is due: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceSilent("Interrupted while asking what is due");
        }
    }
}
