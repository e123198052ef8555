package io.amser.api.token;

import io.amser.api.freshness.AsOf;
import io.amser.api.streaming.JsonArrays;
import io.amser.api.streaming.Sorting;
import io.amser.protocol.Address;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The SQL that reads the policies of tokens. */
@ApplicationScoped
class Tokens {
    private static final String ALL = """
            SELECT *
              FROM token_policy
             WHERE (enabled OR $1) AND token > $2
             ORDER BY token
             %s
            """;

    private static final String ONE = """
            SELECT *
              FROM token_policy
             WHERE token = $1
            """;

    private static final Sorting BY_ADDRESS =
            new Sorting(Pattern.compile("(0x[0-9a-f]{40})"), List.of(""), row -> List.of(row.getString("token")));

    private final Pool db;

    Tokens(Pool db) {
        this.db = db;
    }

    static JsonArrays.Query<TokenView> all(boolean disabledToo) {
        return new JsonArrays.Query<>(
                ALL, Tuple.of(disabledToo), BY_ADDRESS, TokenView.class, row -> TokenView.of(row, null));
    }

    Uni<Optional<TokenView>> one(Address token, AsOf asOf) {
        return db.preparedQuery(ONE)
                .execute(Tuple.of(token.value()))
                .map(rows -> rows.stream().findFirst().map(row -> TokenView.of(row, asOf)));
    }
}
