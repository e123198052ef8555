package io.amser.indexer.rebuild;

import java.util.Locale;

/**
 * The tables that are compared, each with a question for its rows in the order of its primary key.
 *
 * <p>A key is a text that sorts as the primary key does: numbers have as many digits as the largest one, and what separates
 * them sorts before everything else.
 */
enum ReadModelTable {
    MODULE("""
            SELECT address AS key, address AS name, to_jsonb(t)::text AS row
              FROM module t
             ORDER BY address
            """),
    PLAN("""
            SELECT module || chr(1) || lpad(id::text, 20, '0') AS key, module || '/' || id AS name,
                   to_jsonb(t)::text AS row
              FROM plan t
             ORDER BY module, id
            """),
    SUBSCRIPTION("""
            SELECT module || chr(1) || lpad(id::text, 78, '0') AS key, module || '/' || id AS name,
                   to_jsonb(t)::text AS row
              FROM subscription t
             ORDER BY module, id
            """),
    BLOCKED_SUBSCRIBER("""
            SELECT module || chr(1) || subscriber AS key, module || '/' || subscriber AS name,
                   to_jsonb(t)::text AS row
              FROM blocked_subscriber t
             ORDER BY module, subscriber
            """),
    TOKEN_POLICY("""
            SELECT token AS key, token AS name, to_jsonb(t)::text AS row
              FROM token_policy t
             ORDER BY token
            """),
    PROCESSOR("""
            SELECT address AS key, address AS name, to_jsonb(t)::text AS row
              FROM processor t
             ORDER BY address
            """),
    ALLOWANCE("""
            SELECT owner || chr(1) || token || chr(1) || processor AS key,
                   owner || '/' || token || '/' || processor AS name, to_jsonb(t)::text AS row
              FROM allowance t
             ORDER BY owner, token, processor
            """),
    HISTORY("""
            SELECT stream || chr(1) || lpad(block_number::text, 20, '0') || chr(1) || lpad(log_index::text, 10, '0')
                          || chr(1) || event_id AS key,
                   event_id || ' of ' || stream AS name, to_jsonb(t)::text AS row
              FROM history t
             ORDER BY stream, block_number, log_index, event_id
            """),
    INCOMPLETE("""
            SELECT module || chr(1) || coalesce(lpad(id::text, 78, '0'), '') AS key,
                   module || coalesce('/' || id, '') AS name, to_jsonb(t)::text AS row
              FROM incomplete t
             ORDER BY module, id NULLS FIRST
            """);

    private final String rows;

    ReadModelTable(String rows) {
        this.rows = rows;
    }

    String rows() {
        return rows;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
