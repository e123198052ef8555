package io.amser.eventlog.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.Collection;
import java.util.Map;

/** Where the states of one kind are stored; each method is one statement, whatever the number of states. */
interface Table<K, S> {

    /** The states of these keys, as far as they exist. */
    Uni<Map<K, S>> load(SqlClient db, Collection<K> keys);

    Uni<Void> store(SqlClient tx, Map<K, S> states);

    Uni<Void> delete(SqlClient tx, Collection<K> keys);
}
