package io.amser.indexer.rebuild;

import io.vertx.pgclient.PgConnectOptions;

/**
 * How to reach a database of PostgreSQL.
 *
 * @param url as {@code postgresql://host:port/database}
 */
public record DatabaseAddress(String url, String user, String password) {

    PgConnectOptions options() {
        return PgConnectOptions.fromUri(url)
                .setUser(user)
                .setPassword(password)
                .setCachePreparedStatements(true)
                .addProperty("application_name", "amser-reindex");
    }

    /** Another database of the same server. */
    DatabaseAddress named(String database) {
        var end = url.indexOf('?') < 0 ? url.length() : url.indexOf('?');
        var beforeName = url.lastIndexOf('/', end - 1);
        return new DatabaseAddress(url.substring(0, beforeName + 1) + database + url.substring(end), user, password);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url;
    }
}
