package io.amser.devstack.platform;

import io.amser.devstack.process.Checkout;
import io.amser.devstack.process.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How to run one service: what Java is told to run, the settings it gets as system properties, the secrets it gets as environment variables (which
 * no list of processes shows), its HTTP port and its log.
 */
public record ServiceCommand(
        String name,
        List<String> program,
        Map<String, String> settings,
        Map<String, String> secrets,
        int port,
        String heap,
        Path log) {

    private static final String DEFAULT_HEAP = "192m";

    public ServiceCommand {
        program = List.copyOf(program);
        settings = Map.copyOf(settings);
        secrets = Map.copyOf(secrets);
    }

    /** A service of this repository by the name of its module, as the build left it. */
    public static ServiceCommand of(String module, int port, Path log) {
        var jar =
                Checkout.built(module + "/target/quarkus-app/quarkus-run.jar", "build it with ./mvnw -Dquick package");
        return new ServiceCommand(module, List.of("-jar", jar.toString()), Map.of(), Map.of(), port, DEFAULT_HEAP, log);
    }

    public ServiceCommand with(String setting, String value) {
        return with(Map.of(setting, value));
    }

    public ServiceCommand with(Map<String, String> more) {
        return new ServiceCommand(name, program, joined(settings, more), secrets, port, heap, log);
    }

    public ServiceCommand withSecret(String variable, String value) {
        return new ServiceCommand(name, program, settings, joined(secrets, Map.of(variable, value)), port, heap, log);
    }

    /** With a heap limit as the JVM's -Xmx takes it. */
    public ServiceCommand withHeap(String limit) {
        return new ServiceCommand(name, program, settings, secrets, port, limit, log);
    }

    Command command() {
        List<String> arguments = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port));
        arguments.addAll(systemProperties().toList());
        arguments.addAll(program);
        var command = Command.of(name, log, arguments);
        for (var secret : secrets.entrySet()) {
            command = command.with(secret.getKey(), secret.getValue());
        }
        return command;
    }

    private Stream<String> systemProperties() {
        return settings.entrySet().stream()
                .map(setting -> "-D%s=%s".formatted(setting.getKey(), setting.getValue()))
                .sorted();
    }

    private static Map<String, String> joined(Map<String, String> some, Map<String, String> more) {
        var all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }
}
