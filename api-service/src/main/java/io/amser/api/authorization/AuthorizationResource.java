package io.amser.api.authorization;

import io.amser.api.chain.ServedChain;
import io.amser.api.parameter.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The check of a wallet over HTTP. */
@Path("/v0/auth/check")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Authorization")
public class AuthorizationResource {
    private final ServedChain chain;
    private final CheckAuthorization check;

    AuthorizationResource(ServedChain chain, CheckAuthorization check) {
        this.chain = chain;
        this.check = check;
    }

    @GET
    @Operation(summary = "Whether a wallet is authorized for any of the plans of a module")
    @APIResponseSchema(AuthorizationView.class)
    public Uni<RestResponse<AuthorizationView>> check(
            @Parameter(required = true) @RestQuery("module_address") @Nullable String moduleAddress,
            @Parameter(required = true) @RestQuery @Nullable String wallet,
            @Parameter(required = true) @RestQuery("plan_ids") @Nullable String planIds,
            @RestQuery @Nullable String mode,
            @RestQuery("max_staleness") @Nullable String maxStaleness,
            @RestQuery("chain_id") @Nullable String chainId,
            @RestHeader("If-None-Match") @Parameter(hidden = true) List<String> ifNoneMatch) {
        chain.named(chainId);
        var question = new Question(
                Parameters.address("module_address", moduleAddress),
                Parameters.address("wallet", wallet),
                Parameters.planIds("plan_ids", planIds));
        return check.answer(
                        question,
                        Parameters.choice("mode", mode, Mode.BY_WORD).orElse(Mode.INDEXED),
                        Parameters.seconds("max_staleness", maxStaleness))
                .map(view -> answer(view, ifNoneMatch));
    }

    private static RestResponse<AuthorizationView> answer(AuthorizationView view, List<String> ifNoneMatch) {
        var answer = RestResponse.ResponseBuilder.ok(view);
        view.validator().headers(ifNoneMatch, view.asOf().headers()).forEach(answer::header);
        return answer.build();
    }
}
