package io.amser.discord.verification;

import io.amser.protocol.Address;
import io.amser.siwe.SignatureProbe;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Asks wallets that are contracts about signatures, by EIP-1271 at the newest block of one node after the other. */
@ApplicationScoped
class ContractWallets {
    private static final Logger LOG = Logger.getLogger(ContractWallets.class);
    private static final int CHAIN_ID = 0;
    private static final int CALL = 1;

    private final ChainConfig config;
    private final HttpClient http;

    ContractWallets(ChainConfig config, Vertx vertx) {
        this.config = config;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) config.rpcTimeout().toMillis()));
    }

    /** Whether there is such a wallet and it takes the signature for its own; fails with {@link ChainUnavailable}. */
    Uni<Boolean> accepts(Address wallet, byte[] digest, byte[] signature) {
        var question = question(SignatureProbe.code(wallet, digest, signature));
        return config.rpcUrls().stream()
                .map(node -> asked(node, question))
                .reduce((first, next) -> first.onFailure().recoverWithUni(next))
                .orElseThrow()
                .map(SignatureProbe::isYes)
                .onFailure()
                .transform(e -> new ChainUnavailable("No node gives an answer", e));
    }

    private Uni<String> asked(URI node, String question) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(node.toString())
                .setTimeout(config.rpcTimeout().toMillis())
                .putHeader("Content-Type", "application/json");
        return Uni.createFrom()
                .deferred(() -> http.request(options))
                .chain(request -> request.send(question))
                .chain(HttpClientResponse::body)
                .map(body -> answer(new JsonArray(body.getDelegate())))
                .ifNoItem()
                .after(config.rpcTimeout())
                .fail()
                .onFailure()
                .invoke(e -> LOG.warnf("The node at %s gives no answer: %s", node.getHost(), e));
    }

    /** With the chain's own number, so that no node of another chain is believed. */
    private static String question(String program) {
        var call = new JsonArray().add(new JsonObject().put("data", program)).add("latest");
        return new JsonArray()
                .add(request(CHAIN_ID, "eth_chainId", new JsonArray()))
                .add(request(CALL, "eth_call", call))
                .encode();
    }

    private static JsonObject request(int id, String method, JsonArray parameters) {
        return new JsonObject()
                .put("jsonrpc", "2.0")
                .put("id", id)
                .put("method", method)
                .put("params", parameters);
    }

    private String answer(JsonArray results) {
        if (Long.decode(result(results, CHAIN_ID)) != config.id()) {
            throw new ChainUnavailable("The node serves another chain");
        }
        return result(results, CALL);
    }

    /** The results of a batch come in any order. */
    private static String result(JsonArray results, int id) {
        return IntStream.range(0, results.size())
                .mapToObj(results::getJsonObject)
                .filter(result -> Integer.valueOf(id).equals(result.getInteger("id")))
                .flatMap(result -> Stream.ofNullable(result.getString("result")))
                .findFirst()
                .orElseThrow(() -> new ChainUnavailable("The node refuses a call"));
    }
}
