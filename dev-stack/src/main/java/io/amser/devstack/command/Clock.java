package io.amser.devstack.command;

import io.amser.devstack.platform.PlatformPorts;
import io.amser.devstack.preflight.CannotStart;
import io.amser.devstack.process.Ports;
import io.amser.devstack.wallet.Node;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code ./amser clock +30d}: lets time pass on the local chain. */
final class Clock {

    private static final Pattern STEP = Pattern.compile("\\+([1-9]\\d{0,5})([smhdw])");

    private final PrintStream out;

    Clock(PrintStream out) {
        this.out = out;
    }

    int run(String step) {
        var time = parse(step)
                .orElseThrow(() -> new CannotStart(
                        "'%s' is no step in time: write a number and a unit, such as +30d, +12h, +5m, +1w or +90s."
                                .formatted(step)));
        int port = PlatformPorts.wellKnown().chain();
        if (!Ports.isOpen(port)) {
            throw new CannotStart(
                    "No chain answers on port %d: start the platform with ./amser up first.".formatted(port));
        }
        try (var node = new Node(URI.create("http://127.0.0.1:" + port))) {
            node.advance(time);
            out.println("On the local chain it is now " + node.time().iso());
        }
        return 0;
    }

    static Optional<Duration> parse(String step) {
        var match = STEP.matcher(step);
        if (!match.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(match.group(1));
        return Optional.of(
                switch (match.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    case "d" -> Duration.ofDays(number);
                    default -> Duration.ofDays(7 * number);
                });
    }
}
