package io.amser.api.authorization;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.amser.api.caching.Validator;
import io.amser.api.freshness.AsOf;
import io.amser.protocol.ChainId;
import io.amser.protocol.PlanId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer to a check as the API shows it. */
@Schema(name = "Authorization", description = "Whether a wallet is authorized for any of the plans.")
record AuthorizationView(
        @Schema(description = "The answer: the chain's where it was asked, else the index's.")
        boolean authorized,

        @Schema(description = "Who was asked.") Mode mode,

        @Schema(description = "The wallet, in lower case.") String wallet,

        @Schema(description = "The module, in lower case.") String moduleAddress,

        @Schema(description = "EIP-155 number of the chain.", examples = "84532")
        long chainId,

        @Schema(description = "On-chain plan ids as asked.", examples = "[\"1\"]")
        List<String> planIds,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Present in the modes indexed and both.")
        @Nullable
        IndexedAnswer indexed,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Present in the modes onchain and both.")
        @Nullable
        OnchainAnswer onchain,

        @Schema(
                description =
                        "What the answer rests on: in mode onchain the block that the chain answered in, else how far the index has come.")
        AsOf asOf) {

    static AuthorizationView indexed(ChainId chain, Question question, IndexedAnswer indexed, AsOf asOf) {
        return of(chain, question, Mode.INDEXED, indexed.authorized(), indexed, null, asOf);
    }

    static AuthorizationView onchain(ChainId chain, Question question, OnchainAnswer onchain, AsOf asOf) {
        return of(chain, question, Mode.ONCHAIN, onchain.authorized(), null, onchain, asOf);
    }

    static AuthorizationView both(
            ChainId chain, Question question, IndexedAnswer indexed, OnchainAnswer onchain, AsOf asOf) {
        return of(chain, question, Mode.BOTH, onchain.authorized(), indexed, onchain, asOf);
    }

    /** The same while the answer is, however much further the index has come. */
    Validator validator() {
        return Validator.of(mode + " " + authorized + " " + asOf.incomplete() + " " + indexed + " " + onchain);
    }

    private static AuthorizationView of(
            ChainId chain,
            Question question,
            Mode mode,
            boolean authorized,
            @Nullable IndexedAnswer indexed,
            @Nullable OnchainAnswer onchain,
            AsOf asOf) {
        return new AuthorizationView(
                authorized,
                mode,
                question.wallet().value(),
                question.module().value(),
                chain.value(),
                question.plans().stream().map(PlanId::toString).toList(),
                indexed,
                onchain,
                asOf);
    }
}
