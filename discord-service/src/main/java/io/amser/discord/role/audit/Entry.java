package io.amser.discord.role.audit;

import io.amser.discord.role.ledger.Basis;
import io.amser.discord.snowflake.RoleId;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of the audit log.
 *
 * @param status what Discord answered, if it was asked
 * @param code of Discord's table; 0 if it gave none
 */
public record Entry(
        Instant at,
        RoleId role,
        Action action,
        String reason,
        Optional<Basis> basis,
        Optional<Integer> status,
        int code) {}
