package io.amser.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which activity to list: what is null does not narrow it. */
public record ActivityFilter(
        Activity.@Nullable Type type,
        @Nullable Instant since,
        @Nullable Address token) {

    public static final ActivityFilter ALL = new ActivityFilter(null, null, null);

    public ActivityFilter ofType(Activity.Type wanted) {
        return new ActivityFilter(wanted, since, token);
    }

    public ActivityFilter since(Instant earliest) {
        return new ActivityFilter(type, earliest, token);
    }

    public ActivityFilter inToken(Address wanted) {
        return new ActivityFilter(type, since, wanted);
    }

    Query applied(Query query) {
        return query.with("type", type).with("since", since).with("token", token);
    }
}
