package io.amser.keeper.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.amser.protocol.Address;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.transaction.type.Transaction1559;
import org.web3j.utils.Numeric;

/** Has transactions signed by somebody who keeps the key, and believes nothing of what comes back. */
public final class RemoteSigner implements Signer {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** A signed transaction is twice its length in hexadecimal digits; no batch comes near it. */
    private static final long LONGEST_ANSWER = 4L << 20;

    private final URI url;
    private final Address address;
    private final Duration timeout;
    private final HttpClient http;

    public RemoteSigner(URI url, Address address, Duration timeout) {
        this.url = url;
        this.address = address;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    @Override
    public Address address() {
        return address;
    }

    @Override
    public byte[] sign(RawTransaction transaction) {
        var signed = answered(exchange(question(transaction)));
        SignedAsAsked.require(signed, transaction, address, name());
        return signed;
    }

    private byte[] question(RawTransaction transaction) {
        var fields = new TreeMap<String, String>();
        fields.put("from", address.value());
        fields.put("to", transaction.getTo());
        fields.put("nonce", hex(transaction.getNonce()));
        fields.put("gas", hex(transaction.getGasLimit()));
        fields.put("value", hex(transaction.getValue()));
        fields.put("data", Numeric.prependHexPrefix(transaction.getData()));
        if (transaction.getTransaction() instanceof Transaction1559 fees) {
            fields.put("maxFeePerGas", hex(fees.getMaxFeePerGas()));
            fields.put("maxPriorityFeePerGas", hex(fees.getMaxPriorityFeePerGas()));
            fields.put("chainId", hex(BigInteger.valueOf(fees.getChainId())));
        }
        try {
            return JSON.writeValueAsBytes(
                    Map.of("jsonrpc", "2.0", "id", 1, "method", "eth_signTransaction", "params", List.of(fields)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of texts is always JSON", e);
        }
    }

    private static String hex(BigInteger number) {
        return Numeric.encodeQuantity(number);
    }

    /** The time limit holds for the whole exchange: the one of the request itself would end with the headers. */
    private byte[] exchange(byte[] question) {
        var request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(question))
                .build();
        var exchange = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS).body();
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new SignerSilent("%s does not sign within %d ms".formatted(name(), timeout.toMillis()), e);
        } catch (ExecutionException e) {
            throw new SignerSilent("%s cannot be asked for a signature".formatted(name()), e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new SigningFailed("Interrupted while waiting for a signature", e);
        }
    }

    /** Web3Signer answers with the bytes, other nodes with an object that holds them beside the transaction. */
    private byte[] answered(byte[] body) {
        var answer = read(body);
        var result = answer.path("result");
        var raw = result.isObject() ? result.path("raw") : result;
        if (!raw.isTextual()) {
            throw new SigningFailed("%s does not sign: %s"
                    .formatted(name(), answer.at("/error/message").asText("it answers without a signed transaction")));
        }
        return Numeric.hexStringToByteArray(raw.asText());
    }

    private JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new SigningFailed("%s answers with something that is no JSON".formatted(name()), e);
        }
    }

    /** Without path and user, where secrets may stand. */
    private String name() {
        return "The signer " + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    @Override
    public String toString() {
        return "the key of " + address + ", kept elsewhere";
    }
}
