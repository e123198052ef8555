package io.amser.discord.verification;

import static io.amser.discord.problem.DiscordProblem.CHAIN_UNAVAILABLE;
import static io.amser.discord.problem.DiscordProblem.MALFORMED_MESSAGE;
import static io.amser.discord.problem.DiscordProblem.MALFORMED_SIGNATURE;
import static io.amser.discord.problem.DiscordProblem.MESSAGE_MISMATCH;
import static io.amser.discord.problem.DiscordProblem.UNKNOWN_VERIFICATION;
import static io.amser.discord.problem.DiscordProblem.VERIFICATION_EXPIRED;
import static io.amser.discord.problem.DiscordProblem.VERIFICATION_USED;
import static io.amser.discord.problem.DiscordProblem.WRONG_SIGNER;

import io.amser.discord.link.Links;
import io.amser.discord.link.WalletProof;
import io.amser.discord.snowflake.UserId;
import io.amser.jsonroutes.CommonProblem;
import io.amser.jsonroutes.ProblemException;
import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import io.amser.siwe.MalformedMessage;
import io.amser.siwe.SiweMessage;
import io.amser.siwe.WalletSignature;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Links the wallet that has signed what its user's link asks for. */
@ApplicationScoped
class VerifyWallets {
    private final Pool database;
    private final InstantSource time;
    private final Optional<URI> webApp;
    private final ChainId chain;
    private final ContractWallets contracts;
    private final Links links;
    private final Verifications verifications = new Verifications();

    VerifyWallets(
            Pool database,
            InstantSource time,
            WebAppConfig webApp,
            ChainConfig chain,
            ContractWallets contracts,
            Links links) {
        this.database = database;
        this.time = time;
        this.webApp = webApp.webOrigin();
        this.chain = new ChainId(chain.id());
        this.contracts = contracts;
        this.links = links;
    }

    /** A link that still works, and what it asks to sign. */
    record Open(VerificationToken token, Verification verification, LinkMessage message) {}

    /** What became of it; {@code former} is the user who had the wallet before. */
    record Linked(Verification verification, Address wallet, Optional<UserId> former) {}

    Uni<Open> open(VerificationToken token) {
        return verifications.find(database, token).map(found -> {
            var verification = found.orElseThrow(
                    () -> new ProblemException(UNKNOWN_VERIFICATION, "Ask for another one by /verify."));
            checkOpen(verification, time.instant());
            return new Open(token, verification, LinkMessage.of(verification, token, origin(), chain));
        });
    }

    private static void checkOpen(Verification verification, Instant now) {
        if (verification.used()) {
            throw used();
        }
        if (verification.isOver(now)) {
            throw new ProblemException(VERIFICATION_EXPIRED, "Ask for another one by /verify.");
        }
    }

    private URI origin() {
        return webApp.orElseThrow(() -> new ProblemException(
                CommonProblem.SERVICE_UNAVAILABLE, "This deployment does not say where its web app is."));
    }

    /** The text is judged as it was received, and only what was judged is stored. */
    Uni<Linked> link(Open open, String text, String signatureText) {
        var message = message(text);
        open.message().mismatch(message, time.instant()).ifPresent(field -> {
            throw new ProblemException(MESSAGE_MISMATCH, "Its " + field + " is another one.", field);
        });
        var signature = WalletSignature.parse(signatureText)
                .orElseThrow(() ->
                        new ProblemException(MALFORMED_SIGNATURE, "The signature must be 0x and hexadecimal digits."));
        return isSigned(message.address(), text, signature).chain(isSigned -> {
            if (!isSigned) {
                throw new ProblemException(
                        WRONG_SIGNER, "The signature is not that of the message's address under this very text.");
            }
            var proof = new WalletProof(open.verification().member().user(), message.address(), text, signatureText);
            return database.withTransaction(tx -> link(tx, open, proof));
        });
    }

    private Uni<Linked> link(SqlConnection tx, Open open, WalletProof proof) {
        var now = time.instant();
        return verifications.use(tx, open.token(), now).chain(isFirst -> {
            if (!isFirst) {
                throw used();
            }
            var here = open.verification().member().guild();
            return links.link(tx, proof, here, now)
                    .map(former -> new Linked(open.verification(), proof.wallet(), former));
        });
    }

    /** Most wallets are accounts, whose signatures speak for themselves; whatever is none may be a contract's. */
    private Uni<Boolean> isSigned(Address wallet, String text, WalletSignature signature) {
        if (signature.isOf(wallet, text)) {
            return Uni.createFrom().item(true);
        }
        return contracts
                .accepts(wallet, WalletSignature.digest(text), signature.forContract())
                .onFailure(ChainUnavailable.class)
                .transform(_ -> new ProblemException(
                        CHAIN_UNAVAILABLE, "Whether a contract wallet signed this only the chain can tell."));
    }

    private static SiweMessage message(String text) {
        try {
            return SiweMessage.parse(text);
        } catch (MalformedMessage e) {
            throw new ProblemException(MALFORMED_MESSAGE, String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException used() {
        return new ProblemException(VERIFICATION_USED, "Each link works once; ask for another one by /verify.");
    }
}
