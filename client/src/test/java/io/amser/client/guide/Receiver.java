package io.amser.client.guide;

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
import java.util.stream.Stream;

/** A receiver of the guide while it runs. */
final class Receiver implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final String LISTENING = "listening on ";

    private final Language language;
    private final ChildProcess process;

    private Receiver(Language language, ChildProcess process) {
        this.language = language;
        this.process = process;
    }

    static Receiver start(Language language, String... secrets) throws IOException {
        var folder = Path.of("target/guide").toAbsolutePath();
        var file = Guide.of("receive-webhooks.md").write(language.file(), folder);
        var log = folder.resolve(language.file() + ".log");
        Files.deleteIfExists(log);
        var receiver = new Receiver(
                language,
                ChildProcess.start(Command.of(language.file(), log, language.running(file))
                        .with("AMSER_WEBHOOK_SECRET", String.join(" ", secrets))
                        .with("PORT", "0")));
        Readiness.await(receiver.process, START, () -> receiver.port().isPresent());
        return receiver;
    }

    Language language() {
        return language;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port().orElseThrow() + "/webhooks");
    }

    /** What it has said of this event. */
    List<String> saidOf(String id) {
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
