package io.amser.api.due;

import io.amser.api.chain.ServedChain;
import io.amser.api.freshness.Freshness;
import io.amser.api.freshness.Moment;
import io.amser.api.streaming.JsonArrays;
import io.amser.api.streaming.Sorting;
import io.amser.eventlog.readmodel.Columns;
import io.amser.eventlog.readmodel.DueSubscriptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Due windows over HTTP. */
@Path("/v0/due")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keepers")
public class DueResource {
    private static final Sorting OLDEST_FIRST = new Sorting(
            Pattern.compile("([0-9]{1,15})\\.(0x[0-9a-f]{40})\\.([0-9]{1,78})"),
            List.of("0", "", "-1"),
            row -> List.of(
                    row.getLong("next_charge_at").toString(),
                    row.getString("module"),
                    Columns.number(row, "id").toString()));

    private final ServedChain chain;
    private final Freshness freshness;
    private final JsonArrays arrays;

    DueResource(ServedChain chain, Freshness freshness, JsonArrays arrays) {
        this.chain = chain;
        this.freshness = freshness;
        this.arrays = arrays;
    }

    @GET
    @Operation(summary = "What a keeper could charge now, the oldest first")
    @APIResponseSchema(DueView[].class)
    public RestMulti<Buffer> now(@RestQuery("chain_id") @Nullable String chainId, @Context HttpServerRequest request) {
        chain.named(chainId);
        return arrays.answer(request, freshness.ofProtocol(), DueResource::at);
    }

    private static JsonArrays.Query<DueView> at(Moment moment) {
        return new JsonArrays.Query<>(
                        DueSubscriptions.CHARGEABLE,
                        Tuple.of(moment.time().seconds()),
                        OLDEST_FIRST,
                        DueView.class,
                        DueView::of)
                .sharedAt(moment);
    }
}
