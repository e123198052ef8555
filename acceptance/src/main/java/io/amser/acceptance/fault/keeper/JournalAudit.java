package io.amser.acceptance.fault.keeper;

import io.amser.devstack.server.Database;
import io.amser.protocol.Address;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether a keeper's journal accounts for all that its keys did on chain, and for nothing else. */
final class JournalAudit {

    private static final String CHARGED = """
            SELECT c.key_address, c.module, c.id, c.window_id, s.tx_hash
              FROM charge c JOIN submission s USING (key_address, nonce)
             WHERE c.state = 'CHARGED'
            """;

    private static final String SIGNED = "SELECT hash FROM signed_transaction";

    private static final String UNSETTLED = """
            SELECT 'window ' || window_id || ' of subscription ' || id || ' of ' || module AS what
              FROM charge WHERE state = 'IN_FLIGHT'
             UNION ALL
            SELECT 'nonce ' || nonce || ' of ' || key_address FROM submission WHERE state = 'OPEN'
            """;

    private static final String UNFINISHED = """
            SELECT 'window ' || window_id || ' of subscription ' || c.id || ' of ' || c.module AS what
              FROM charge c JOIN submission s USING (key_address, nonce)
             WHERE c.state IN ('CHARGED', 'FAILED') AND s.final_time IS NOT NULL
               AND (c.final_time IS NULL OR c.final_time < c.included_time OR c.story -> -1 ->> 'step' <> 'final')
            """;

    private JournalAudit() {}

    /** A sentence for everything that is in one of the two places and not in the other, or has no end. */
    static List<String> of(
            Database journal, List<Address> keys, List<ExecutionExecuted> charges, KeeperTransactions transactions) {
        var told = rows(journal, CHARGED, 5);
        var happened = new HashSet<List<String>>();
        charges.stream()
                .filter(charge -> keys.contains(charge.keeper()))
                .forEach(charge -> happened.add(List.of(
                        charge.keeper().value(),
                        charge.subscription().module().value(),
                        charge.subscription().id().toString(),
                        charge.windowId().toString(),
                        charge.origin().txHash().value())));
        var wrong = new ArrayList<String>();
        without(happened, told).forEach(row -> wrong.add("The journal does not tell of the charge " + row));
        without(told, happened).forEach(row -> wrong.add("The journal tells of a charge that is on no chain: " + row));
        var signed = rows(journal, SIGNED, 1);
        transactions.all().stream()
                .filter(sent -> keys.contains(sent.key()))
                .filter(sent -> !signed.contains(List.of(sent.hash().value())))
                .forEach(sent -> wrong.add("The journal does not hold the transaction " + sent.hash()));
        rows(journal, UNSETTLED, 1).forEach(row -> wrong.add("The journal does not know what became of " + row));
        rows(journal, UNFINISHED, 1)
                .forEach(row -> wrong.add("The journal does not tell the end of what is final: " + row));
        return wrong;
    }

    private static List<List<String>> without(Set<List<String>> some, Set<List<String>> others) {
        return some.stream().filter(row -> !others.contains(row)).toList();
    }

    /** Whether nothing in it waits for an answer. */
    static boolean isSettled(Database journal) {
        return rows(journal, UNSETTLED, 1).isEmpty();
    }

    private static Set<List<String>> rows(Database journal, String sql, int columns) {
        try (var connection = journal.connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            var found = new HashSet<List<String>>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (int column = 1; column <= columns; column++) {
                    row.add(rows.getString(column));
                }
                found.add(row);
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("The journal cannot be read", e);
        }
    }
}
