package io.amser.keeper.status;

import io.amser.keeper.sql.Session;
import io.amser.protocol.Address;
import io.amser.protocol.TokenAmount;
import java.math.BigInteger;
import java.util.List;

/** What the journal says about the last 24 hours. */
record JournalSums(
        long charged,
        long failed,
        long skipped,
        long inFlight,
        long gasUsed,
        BigInteger gasSpent,
        List<Earned> earned) {
    private static final String CHARGES = """
            SELECT count(*) FILTER (WHERE state = 'CHARGED') AS charged,
                   count(*) FILTER (WHERE state = 'FAILED') AS failed,
                   count(*) FILTER (WHERE state = 'SKIPPED') AS skipped,
                   count(*) FILTER (WHERE state = 'IN_FLIGHT') AS in_flight
              FROM charge WHERE sent_at > now() - interval '1 day'
            """;

    private static final String GAS = """
            SELECT coalesce(sum(gas_used), 0) AS gas_used, coalesce(sum(spent), 0) AS gas_spent
              FROM submission WHERE created_at > now() - interval '1 day'
            """;

    private static final String EARNED = """
            SELECT token, sum(keeper_fee) AS amount FROM charge
             WHERE sent_at > now() - interval '1 day' AND state = 'CHARGED'
             GROUP BY token ORDER BY token
            """;

    /** Keeper fees of one token. */
    record Earned(Address token, TokenAmount amount) {}

    static JournalSums read(Session session) {
        var earned = session.query(EARNED, row -> new Earned(row.address("token"), row.amount("amount")));
        var gas = session.query(GAS, row -> new Gas(row.number("gas_used"), row.bigNumber("gas_spent")))
                .getFirst();
        return session.query(
                        CHARGES,
                        row -> new JournalSums(
                                row.number("charged"),
                                row.number("failed"),
                                row.number("skipped"),
                                row.number("in_flight"),
                                gas.used(),
                                gas.spent(),
                                earned))
                .getFirst();
    }

    private record Gas(long used, BigInteger spent) {}
}
