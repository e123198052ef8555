package io.amser.devstack.alone;

import io.amser.devstack.preflight.CannotStart;
import io.amser.protocol.Address;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code ./amser keeper} is told.
 *
 * @param api another platform that tells what is due; without, the chain itself does
 * @param database a PostgreSQL database as a JDBC URL; without, a server is started for this keeper
 */
public record KeeperOptions(
        List<URI> rpc,
        List<Address> processors,
        Optional<Long> chainId,
        long from,
        Optional<URI> api,
        Optional<String> database,
        int port) {

    private static final Set<String> KNOWN =
            Set.of("--rpc", "--processor", "--from", "--api", "--chain-id", "--database", "--port");
    private static final String PORT = "8090";

    public static KeeperOptions parse(List<String> arguments) {
        var given = new HashMap<String, String>();
        for (int at = 0; at < arguments.size(); at += 2) {
            var name = arguments.get(at);
            if (!KNOWN.contains(name)) {
                throw new CannotStart("there is no option '%s': see ./amser keeper --help".formatted(name));
            }
            if (at + 1 == arguments.size()) {
                throw new CannotStart("'%s' needs a value: see ./amser keeper --help".formatted(name));
            }
            given.put(name, arguments.get(at + 1));
        }
        try {
            return of(given);
        } catch (IllegalArgumentException e) {
            throw new CannotStart("%s: see ./amser keeper --help".formatted(e.getMessage()));
        }
    }

    private static KeeperOptions of(Map<String, String> given) {
        return new KeeperOptions(
                listed(given, "--rpc").stream().map(URI::create).toList(),
                listed(given, "--processor").stream().map(Address::parse).toList(),
                Optional.ofNullable(given.get("--chain-id")).map(Long::parseLong),
                Long.parseLong(given.getOrDefault("--from", "0")),
                Optional.ofNullable(given.get("--api")).map(URI::create),
                Optional.ofNullable(given.get("--database")),
                Integer.parseInt(given.getOrDefault("--port", PORT)));
    }

    private static List<String> listed(Map<String, String> given, String name) {
        return Optional.ofNullable(given.get(name))
                .map(value -> List.of(value.split(",")))
                .orElseThrow(() -> new IllegalArgumentException("'%s' is missing".formatted(name)));
    }
}
