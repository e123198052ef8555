package io.amser.devstack.command;

import io.amser.devstack.preflight.CannotStart;
import io.amser.devstack.process.ProcessFailure;
import java.util.List;

/** The commands of {@code ./amser} that need Java; failures are told in a sentence, not in a stack trace. */
public final class Launcher {

    private static final String HELP = """
            amser: subscriptions on EVM chains, and everyone downstream knows

              ./amser up             the whole platform on this machine, with demo data and a live timeline
              ./amser status         what of it runs, and how far it has followed the chain
              ./amser clock +30d     lets time pass on its chain (units: s m h d w)
              ./amser demo           a month of billing in a minute, every step checked (--json for machines)
              ./amser test           all tests
              ./amser fault [NAME]   the fault runs at full size
              ./amser bench [NAME]   the benchmarks
            """;

    private Launcher() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            System.exit(run(List.of(arguments)));
        } catch (CannotStart | ProcessFailure e) {
            System.err.println("amser: " + e.getMessage());
            System.exit(1);
        }
    }

    private static int run(List<String> arguments) throws InterruptedException {
        var command = arguments.isEmpty() ? "help" : arguments.getFirst();
        var rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        if (rest.contains("--help")) {
            return help(0);
        }
        return switch (command) {
            case "up" -> new Up(System.out).run();
            case "demo" -> new Demo(System.out, rest.contains("--json")).run();
            case "status" -> new StatusReport(System.out).run();
            case "clock" -> new Clock(System.out).run(String.join(" ", rest));
            case "help", "--help", "-h" -> help(0);
            default -> {
                System.err.println("amser: there is no command '" + command + "'.\n");
                yield help(2);
            }
        };
    }

    private static int help(int status) {
        (status == 0 ? System.out : System.err).print(HELP);
        return status;
    }
}
