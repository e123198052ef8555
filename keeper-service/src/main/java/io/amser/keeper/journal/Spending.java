package io.amser.keeper.journal;

import io.amser.keeper.sql.Session;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import java.math.BigInteger;

/** The SQL about what a key spends in a day of chain time, over all who sign with it. */
public final class Spending {
    private static final long DAY = 86_400;

    private static final String OPEN_DAY =
            "INSERT INTO key_day (key_address, day, wei) VALUES (?, ?, 0) ON CONFLICT DO NOTHING";

    private static final String RESERVE = """
            UPDATE key_day SET wei = wei + ? WHERE key_address = ? AND day = ? AND (wei + ? <= ? OR ? <= 0)
            """;

    private static final String CORRECT = "UPDATE key_day SET wei = wei + ? WHERE key_address = ? AND day = ?";

    private static final String SPENT = "SELECT wei FROM key_day WHERE key_address = ? AND day = ?";

    private Spending() {}

    /** The UTC day of a time, counted from the first of 1970. */
    public static long dayOf(ChainTime time) {
        return time.seconds() / DAY;
    }

    /** Sets so much aside before it is sent; false, with nothing changed, if the day's sum would exceed {@code ceiling}. */
    public static boolean reserve(Session session, Address key, long day, BigInteger wei, BigInteger ceiling) {
        session.update(OPEN_DAY, key.value(), day);
        return session.update(RESERVE, wei, key.value(), day, wei, ceiling, wei) == 1;
    }

    /** What was set aside on one day is now so much on another; false, with nothing changed, if that day's sum would exceed {@code ceiling}. */
    static boolean move(
            Session session, Address key, long from, BigInteger had, long to, BigInteger needed, BigInteger ceiling) {
        if (from == to) {
            return reserve(session, key, to, needed.subtract(had), ceiling);
        }
        if (!reserve(session, key, to, needed, ceiling)) {
            return false;
        }
        correct(session, key, from, had.negate());
        return true;
    }

    /** What was set aside turns out to be more or less. */
    static void correct(Session session, Address key, long day, BigInteger difference) {
        session.update(CORRECT, difference, key.value(), day);
    }

    /** In wei, what the key has spent on this day and may still have to. */
    public static BigInteger spent(Session session, Address key, long day) {
        return session.query(SPENT, row -> row.bigNumber("wei"), key.value(), day).stream()
                .findFirst()
                .orElse(BigInteger.ZERO);
    }
}
