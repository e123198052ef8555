package io.amser.devstack.command;

import io.amser.devstack.preflight.CannotStart;
import io.amser.devstack.process.ProcessFailure;
import java.util.List;

/** The commands of {@code ./amser} that need Java; failures are told in a sentence, not in a stack trace. */
public final class Launcher {

    private static volatile boolean ends;

    private Launcher() {}

    public static void main(String[] arguments) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ends = true, "end"));
        try {
            System.exit(run(List.of(arguments)));
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** After Ctrl-C everything fails that still needs a server, which is nobody's news. */
    private static void fail(RuntimeException failure) {
        if (ends) {
            return;
        }
        if (!(failure instanceof CannotStart || failure instanceof ProcessFailure)) {
            throw failure;
        }
        System.err.println("amser: " + failure.getMessage());
        System.exit(1);
    }

    private static int run(List<String> arguments) throws InterruptedException {
        var command = arguments.getFirst();
        var rest = arguments.subList(1, arguments.size());
        return switch (command) {
            case "up" -> new Up(System.out).run();
            case "demo" -> new Demo(System.out, rest.contains("--json")).run();
            case "status" -> new StatusReport(System.out).run();
            case "keeper" -> new Keep(System.out).run(rest);
            case "clock" -> new Clock(System.out).run(String.join(" ", rest));
            default -> throw new CannotStart("there is no command '" + command + "'.");
        };
    }
}
