package io.amser.api.access.session;

import static io.amser.api.problem.ProblemCode.CHAIN_UNAVAILABLE;
import static io.amser.api.problem.ProblemCode.FOREIGN_DOMAIN;
import static io.amser.api.problem.ProblemCode.FOREIGN_URI;
import static io.amser.api.problem.ProblemCode.ISSUED_IN_FUTURE;
import static io.amser.api.problem.ProblemCode.ISSUED_TOO_EARLY;
import static io.amser.api.problem.ProblemCode.MALFORMED_MESSAGE;
import static io.amser.api.problem.ProblemCode.MALFORMED_SIGNATURE;
import static io.amser.api.problem.ProblemCode.MESSAGE_EXPIRED;
import static io.amser.api.problem.ProblemCode.MESSAGE_NOT_YET_VALID;
import static io.amser.api.problem.ProblemCode.NONCE_EXPIRED;
import static io.amser.api.problem.ProblemCode.NONCE_MISMATCH;
import static io.amser.api.problem.ProblemCode.NONCE_MISSING;
import static io.amser.api.problem.ProblemCode.NONCE_USED;
import static io.amser.api.problem.ProblemCode.OTHER_CHAIN;
import static io.amser.api.problem.ProblemCode.SIGN_IN_UNAVAILABLE;
import static io.amser.api.problem.ProblemCode.WRONG_SIGNER;

import io.amser.api.ApiConfig;
import io.amser.api.chain.ChainUnavailable;
import io.amser.api.chain.ContractWallets;
import io.amser.api.chain.ServedChain;
import io.amser.api.problem.ProblemCode;
import io.amser.api.problem.ProblemException;
import io.amser.protocol.ChainId;
import io.amser.siwe.Expectation;
import io.amser.siwe.MalformedMessage;
import io.amser.siwe.Mismatch;
import io.amser.siwe.SiweMessage;
import io.amser.siwe.WalletSignature;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets a merchant in who has signed a message with a nonce that this browser was given. */
@ApplicationScoped
class SignIn {
    static final Duration NONCE_LIFE = Duration.ofMinutes(5);

    /** A message is signed at once; this much may lie between the clocks of wallet and service, and before a click. */
    private static final Duration ISSUED_WITHIN = Duration.ofMinutes(5);

    private static final int NONCE_BYTES = 16;

    private final Optional<URI> webOrigin;
    private final ChainId chain;
    private final SignedText signed;
    private final ContractWallets contractWallets;
    private final Sessions sessions;
    private final SecureRandom random = new SecureRandom();

    @Inject
    SignIn(ApiConfig config, ServedChain chain, SignedText signed, ContractWallets contractWallets, Sessions sessions) {
        this(config.webOrigin().map(URI::create), chain.id(), signed, contractWallets, sessions);
    }

    SignIn(
            Optional<URI> webOrigin,
            ChainId chain,
            SignedText signed,
            ContractWallets contractWallets,
            Sessions sessions) {
        this.webOrigin = webOrigin;
        this.contractWallets = contractWallets;
        this.chain = chain;
        this.signed = signed;
        this.sessions = sessions;
    }

    /** A nonce, and the cookie that binds it to one browser. */
    record Nonce(String text, String cookie, Instant expiresAt) {}

    Nonce nonce(Instant now) {
        if (!signed.canSign()) {
            throw refused(SIGN_IN_UNAVAILABLE, "This deployment has no key for sessions or knows no web app.");
        }
        var bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        var text = HexFormat.of().formatHex(bytes);
        return new Nonce(text, signed.sign(SignedText.Purpose.SIGN_IN, text, now), now.plus(NONCE_LIFE));
    }

    /** Opens a session, or fails with a problem that says what is wrong. */
    Uni<Sessions.Session> verify(String text, String signatureText, @Nullable String cookie, Instant now) {
        var nonce = expectedNonce(cookie, now);
        var message = message(text);
        expectation(nonce).refusal(message, now).ifPresent(mismatch -> {
            throw refused(code(mismatch), "The message is not meant for this sign-in.");
        });
        checkIssuedAt(message.issuedAt(), now);
        var signature = WalletSignature.parse(signatureText)
                .orElseThrow(() -> refused(MALFORMED_SIGNATURE, "The signature must be 0x and hexadecimal digits."));
        return isSigned(message, text, signature).chain(isSigned -> {
            if (!isSigned) {
                throw refused(WRONG_SIGNER, "The signature is not that of the message's address under this very text.");
            }
            return open(nonce, message, now);
        });
    }

    /** Most wallets are accounts, whose signatures speak for themselves; whatever is none may be a contract's. */
    private Uni<Boolean> isSigned(SiweMessage message, String text, WalletSignature signature) {
        if (signature.isOf(message.address(), text)) {
            return Uni.createFrom().item(true);
        }
        return contractWallets
                .accepts(message.address(), WalletSignature.digest(text), signature.forContract())
                .onFailure(ChainUnavailable.class)
                .transform(_ ->
                        refused(CHAIN_UNAVAILABLE, "Whether a contract wallet signed this only the chain can tell."));
    }

    private Uni<Sessions.Session> open(String nonce, SiweMessage message, Instant now) {
        return sessions.open(nonce, message.address(), now)
                .map(opened -> opened.orElseThrow(() -> refused(NONCE_USED, "Ask for a new nonce.")));
    }

    private String expectedNonce(@Nullable String cookie, Instant now) {
        var given = Optional.ofNullable(cookie)
                .flatMap(token -> signed.read(SignedText.Purpose.SIGN_IN, token))
                .orElseThrow(() -> refused(NONCE_MISSING, "Ask for a nonce first, from the same browser."));
        if (!now.isBefore(given.signedAt().plus(NONCE_LIFE))) {
            throw refused(NONCE_EXPIRED, "Ask for a new nonce.");
        }
        return given.text();
    }

    private static SiweMessage message(String text) {
        try {
            return SiweMessage.parse(text);
        } catch (MalformedMessage e) {
            throw refused(MALFORMED_MESSAGE, e.getMessage());
        }
    }

    private Expectation expectation(String nonce) {
        var origin = webOrigin.orElseThrow();
        return new Expectation(origin.getScheme(), origin.getAuthority(), origin.toString(), chain, nonce);
    }

    private static ProblemCode code(Mismatch mismatch) {
        return switch (mismatch) {
            case FOREIGN_DOMAIN -> FOREIGN_DOMAIN;
            case FOREIGN_URI -> FOREIGN_URI;
            case OTHER_CHAIN -> OTHER_CHAIN;
            case OTHER_NONCE -> NONCE_MISMATCH;
            case EXPIRED -> MESSAGE_EXPIRED;
            case NOT_YET_VALID -> MESSAGE_NOT_YET_VALID;
        };
    }

    private static void checkIssuedAt(Instant issuedAt, Instant now) {
        if (issuedAt.isBefore(now.minus(ISSUED_WITHIN))) {
            throw refused(ISSUED_TOO_EARLY, "Sign a message of the last five minutes.");
        }
        if (issuedAt.isAfter(now.plus(ISSUED_WITHIN))) {
            throw refused(ISSUED_IN_FUTURE, "Look at the clock of the device: the message is of a time to come.");
        }
    }

    private static ProblemException refused(ProblemCode code, @Nullable String detail) {
        return new ProblemException(code, detail == null ? code.title() + "." : detail);
    }
}
