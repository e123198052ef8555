package io.amser.api;

import io.amser.api.ApiDocument.Operation;
import io.amser.protocol.Address;
import io.amser.protocol.MetadataHash;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TokenKind;
import io.amser.protocol.TokenPolicy;
import io.amser.protocol.event.ChainEvent.TokenPolicySet;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A request to every operation of the document that is answered well. */
final class ApiSamples {
    static final String WORDS = "{\"name\":\"Pro Plan\",\"description\":\"Monthly pro subscription\"}";
    private static final MetadataHash HASH_OF_WORDS =
            new MetadataHash("0x51f16d9bcbf107a1bddb7bb0f041c1211ebeddc15cfe526fed2be6826954bcb3");

    private final TestSession session = TestSession.signedIn();
    private final TestMerchant merchant = TestMerchant.of(session.merchant());
    private final String subscriber = TestChain.newAddress().value();

    ApiSamples() {
        var wallet = new Address(subscriber);
        var policy = new TokenPolicy(
                true, 6, TokenAmount.of(1), TokenAmount.UNLIMITED_ALLOWANCE, TokenKind.STANDARD, "USD Coin", "USDC");
        TestChain.publish(
                new TokenPolicySet(TestChain.origin(TestChain.newAddress(), null, null), merchant.token(), policy),
                merchant.deployed(),
                merchant.planCreated(1, HASH_OF_WORDS),
                merchant.planCreated(2),
                merchant.subscribed(1, wallet, 1),
                merchant.charged(1, wallet, 0));
    }

    TestSession session() {
        return session;
    }

    TestMerchant merchant() {
        return merchant;
    }

    /** The parameters that it needs. */
    Map<String, String> parameters(Operation operation) {
        var values = new LinkedHashMap<String, String>();
        operation.parameters().stream()
                .filter(parameter -> parameter.in().equals("path"))
                .forEach(parameter -> values.put(parameter.name(), sample(parameter.name())));
        if (operation.path().equals("/v0/auth/check")) {
            values.put("module_address", merchant.module().value());
            values.put("wallet", subscriber);
            values.put("plan_ids", "1");
        }
        return values;
    }

    private String sample(String name) {
        return switch (name) {
            case "merchant" -> merchant.wallet().value();
            case "module" -> merchant.module().value();
            case "address" -> merchant.token().value();
            case "id" -> "1";
            default -> throw new IllegalArgumentException("No sample of a parameter " + name);
        };
    }

    /** The request with these parameters and its own body, by the merchant who has signed in. */
    HttpRequest.Builder request(Operation operation, Map<String, String> parameters) {
        return session.writing(target(operation, parameters)).method(operation.method(), body(operation));
    }

    static String target(Operation operation, Map<String, String> parameters) {
        var path = operation.path();
        var rest = new LinkedHashMap<>(parameters);
        for (var parameter : operation.parameters()) {
            if (parameter.in().equals("path")) {
                path = path.replace("{" + parameter.name() + "}", encoded(rest.remove(parameter.name())));
            }
        }
        var query = rest.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static HttpRequest.BodyPublisher body(Operation operation) {
        if (!operation.hasBody()) {
            return BodyPublishers.noBody();
        }
        return BodyPublishers.ofString(operation.path().equals("/v0/api-keys") ? "{\"name\":\"a key\"}" : WORDS);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
