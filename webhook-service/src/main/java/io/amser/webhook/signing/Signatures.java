package io.amser.webhook.signing;

import io.amser.protocol.EventId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The headers that prove where a delivery comes from. */
public final class Signatures {
    public static final String ID = "webhook-id";
    public static final String TIMESTAMP = "webhook-timestamp";
    public static final String STANDARD = "webhook-signature";
    public static final String AMSER = "X-Amser-Signature";
    public static final String AMSER_NEXT = "X-Amser-Signature-Next";

    private static final String ALGORITHM = "HmacSHA256";

    private Signatures() {}

    /** The headers of one attempt at {@code now} to deliver exactly these bytes. */
    public static Map<String, String> headers(SigningSecrets secrets, EventId id, Instant now, byte[] body) {
        return headers(secrets, id.value(), now, body);
    }

    static Map<String, String> headers(SigningSecrets secrets, String id, Instant now, byte[] body) {
        var signing = secrets.at(now);
        var timestamp = Long.toString(now.getEpochSecond());
        var standard = standard(signing.current(), id, timestamp, body);
        var headers = new LinkedHashMap<String, String>();
        headers.put(ID, id);
        headers.put(TIMESTAMP, timestamp);
        headers.put(STANDARD, standard);
        headers.put(AMSER, ofBody(signing.current(), body));
        signing.successor().ifPresent(next -> {
            headers.put(STANDARD, standard + " " + standard(next.secret(), id, timestamp, body));
            headers.put(AMSER_NEXT, ofBody(next.secret(), body));
        });
        return headers;
    }

    private static String ofBody(Secret secret, byte[] body) {
        return "sha256=" + HexFormat.of().formatHex(hmac(secret.wholeText(), body));
    }

    private static String standard(Secret secret, String id, String timestamp, byte[] body) {
        var head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        var signed = ByteBuffer.allocate(head.length + body.length).put(head).put(body);
        return "v1," + Base64.getEncoder().encodeToString(hmac(secret.decoded(), signed.array()));
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform must know " + ALGORITHM, e);
        }
    }
}
