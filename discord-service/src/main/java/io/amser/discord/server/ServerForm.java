package io.amser.discord.server;

import io.amser.discord.role.standing.RevokeOn;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.jsonroutes.JsonRequest;
import io.amser.jsonroutes.ProblemException;
import io.amser.protocol.Address;
import io.amser.protocol.PlanId;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a merchant says about a server, in the query or the body. */
record ServerForm(Function<String, Optional<String>> values) {
    private static final String MODULE = "module_address";
    private static final String GUILD = "guild_id";
    private static final String PLAN = "plan_id";
    private static final String ROLE = "role_id";
    private static final String REVOKE_ON = "revoke_on";
    private static final Pattern PLAN_ID = Pattern.compile("0|[1-9][0-9]{0,9}");

    static ServerForm query(JsonRequest request) {
        return new ServerForm(name -> Optional.ofNullable(request.query().get(name)));
    }

    static ServerForm body(JsonRequest request) {
        return new ServerForm(name -> switch (request.body().getValue(name)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            default -> throw ProblemException.invalid(name, "must be a text");
        });
    }

    Optional<Address> module() {
        return read(
                MODULE,
                Address::parse,
                "must be 0x and 40 hexadecimal digits, in one case or with a right EIP-55 checksum");
    }

    Optional<GuildId> guild() {
        return read(GUILD, GuildId::new, "must be Discord's number of a server, as text");
    }

    PlanId plan() {
        return required(PLAN, read(PLAN, ServerForm::planId, "must be the text of a number from 0 to 4294967295"));
    }

    RoleId role() {
        return required(ROLE, read(ROLE, RoleId::new, "must be Discord's number of a role, as text"));
    }

    RevokeOn revokeOn() {
        return read(REVOKE_ON, RevokeOn::ofApiName, "must be failure or lapse").orElse(RevokeOn.FAILURE);
    }

    private <T> Optional<T> read(String name, Function<String, T> parse, String rule) {
        try {
            return values.apply(name).map(parse);
        } catch (IllegalArgumentException _) {
            throw ProblemException.invalid(name, rule);
        }
    }

    private static PlanId planId(String text) {
        if (!PLAN_ID.matcher(text).matches()) {
            throw new IllegalArgumentException("No number of a plan: " + text);
        }
        return new PlanId(Long.parseLong(text));
    }

    private static <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> ProblemException.missing(name));
    }
}
