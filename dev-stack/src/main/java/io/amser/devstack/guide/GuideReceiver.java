package io.amser.devstack.guide;

import io.amser.devstack.process.ChildProcess;
import io.amser.devstack.process.Command;
import io.amser.devstack.process.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A receiver of webhooks while it runs, as the guide has it. */
public final class GuideReceiver implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final String LISTENING = "listening on ";

    /** Where the files of the guide are written. */
    public static final Path FOLDER = Path.of("target/guide").toAbsolutePath();

    private final ChildProcess process;

    private GuideReceiver(ChildProcess process) {
        this.process = process;
    }

    /** Runs the file of this name by the command, once it is written. */
    public static GuideReceiver start(String name, Function<Path, List<String>> command, String... secrets)
            throws IOException {
        var file = Guide.of("receive-webhooks.md").write(name, FOLDER);
        var log = FOLDER.resolve(name + ".log");
        Files.deleteIfExists(log);
        var receiver = new GuideReceiver(ChildProcess.start(Command.of(name, log, command.apply(file))
                .with("AMSER_WEBHOOK_SECRET", String.join(" ", secrets))
                .with("PORT", "0")));
        Readiness.await(receiver.process, START, () -> receiver.port().isPresent());
        return receiver;
    }

    /** The name of its file. */
    public String name() {
        return process.name();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port().orElseThrow() + "/webhooks");
    }

    /** What it has said of this event. */
    public List<String> saidOf(String id) {
        return lines().filter(line -> line.contains(id)).toList();
    }

    private Optional<String> port() {
        return lines().filter(line -> line.startsWith(LISTENING))
                .map(line -> line.substring(LISTENING.length()))
                .findFirst();
    }

    private Stream<String> lines() {
        try {
            return Files.exists(process.log()) ? Files.readString(process.log()).lines() : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.kill();
    }
}
