package io.amser.devstack.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What to run: a program with its arguments, its additions to the environment and where its output goes. */
public record Command(
        String name, List<String> arguments, Map<String, String> environment, Path log, StopSignal stopSignal) {

    /** How a program is asked to end in good order. */
    public enum StopSignal {
        TERM,
        /** PostgreSQL's fast shutdown; its TERM waits for clients to leave. */
        INT
    }

    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    public static Command of(String name, Path log, List<String> arguments) {
        return new Command(name, arguments, Map.of(), log, StopSignal.TERM);
    }

    public Command with(String variable, String value) {
        var more = new HashMap<>(environment);
        more.put(variable, value);
        return new Command(name, arguments, more, log, stopSignal);
    }

    public Command stoppedBy(StopSignal signal) {
        return new Command(name, arguments, environment, log, signal);
    }
}
