package io.amser.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.guide.GuideReceiver;
import io.amser.devstack.process.ChildProcess;
import io.amser.devstack.process.Command;
import io.amser.webhook.signing.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the sender sends, every receiver of the guide takes, those with the published libraries too; and nothing else. */
class GuideReceiversIT {
    private static final RandomGenerator RANDOM = RandomGenerator.getDefault();
    private static final Secret KNOWN = Secret.random(RANDOM);
    private static final Duration OVERLAP = Duration.ofHours(24);
    private static final Duration TOO_LONG_AGO = Duration.ofMinutes(6);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static Captured plain;
    private static Captured knownIsReplaced;
    private static Captured knownReplaces;
    private static Captured others;
    private static Captured old;

    enum Program {
        NODE("receiver.mjs"),
        PYTHON("receiver.py"),
        JAVA("Receiver.java"),
        NODE_WITH_LIBRARY("with-library.mjs"),
        JAVA_WITH_LIBRARY("WithLibrary.java"),
        NODE_BY_BODY("by-body.mjs");

        private final String file;

        Program(String file) {
            this.file = file;
        }

        GuideReceiver start() throws IOException {
            return GuideReceiver.start(file, this::running, KNOWN.text());
        }

        private List<String> running(Path source) {
            return switch (this) {
                case NODE, NODE_WITH_LIBRARY, NODE_BY_BODY -> List.of("node", source.toString());
                case PYTHON -> List.of("python3", source.toString());
                case JAVA, JAVA_WITH_LIBRARY ->
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            source.toString());
            };
        }

        boolean knowsNoTime() {
            return this == NODE_BY_BODY;
        }
    }

    @BeforeAll
    static void capture() {
        try (var stage = new DispatchStage()) {
            var now = InstantSource.system().instant();
            plain = captured(stage, now, KNOWN, Optional.empty());
            knownIsReplaced = captured(stage, now, KNOWN, Optional.of(Secret.random(RANDOM)));
            knownReplaces = captured(stage, now, Secret.random(RANDOM), Optional.of(KNOWN));
            others = captured(stage, now, Secret.random(RANDOM), Optional.of(Secret.random(RANDOM)));
            old = captured(stage, now.minus(TOO_LONG_AGO), KNOWN, Optional.empty());
        }
    }

    @BeforeAll
    static void install() throws IOException {
        var folder = Files.createDirectories(GuideReceiver.FOLDER);
        for (var name : List.of("package.json", "package-lock.json")) {
            Files.writeString(folder.resolve(name), Files.readString(Path.of("src/test/receivers", name)));
        }
        var npm = List.of("npm", "ci", "--prefix", folder.toString(), "--ignore-scripts", "--no-audit", "--no-fund");
        ChildProcess.run(Command.of("npm", folder.resolve("npm.log"), npm), PATIENCE);
    }

    @ParameterizedTest
    @EnumSource
    void what_is_sent_is_taken_with_one_secret_while_two_overlap_too(Program program) throws IOException {
        try (var receiver = program.start()) {
            for (var delivery : List.of(plain, knownIsReplaced, knownReplaces)) {
                assertThat(delivery.sentTo(receiver.uri())).isEqualTo(204);
                assertThat(receiver.saidOf(delivery.headers().getOrDefault("webhook-id", "none")))
                        .singleElement()
                        .asString()
                        .startsWith("received");
            }
            refused(receiver, others);
            refused(receiver, plain.withBody(plain.body().toString().replace("\"sequence\":1", "\"sequence\":2")));
            refused(receiver, plain.withBody(plain.body() + " "));
            if (!program.knowsNoTime()) {
                var timestamp = Long.parseLong(plain.headers().getOrDefault("webhook-timestamp", ""));
                refused(receiver, old);
                refused(receiver, plain.with("webhook-id", "evt_00000000000000000000000000"));
                refused(receiver, plain.with("webhook-timestamp", Long.toString(timestamp + 1)));
                refused(receiver, old.with("webhook-timestamp", Long.toString(timestamp)));
            }
        }
    }

    private static void refused(GuideReceiver receiver, Captured delivery) {
        assertThat(delivery.sentTo(receiver.uri())).isEqualTo(400);
    }

    /** What an endpoint with these secrets is sent. */
    private static Captured captured(DispatchStage stage, Instant now, Secret secret, Optional<Secret> successor) {
        var arrived = new ConcurrentLinkedQueue<Captured>();
        var port = stage.receiver(request -> request.body().onSuccess(body -> {
            arrived.add(Captured.of(request, body));
            request.response().setStatusCode(204).end();
        }));
        stage.goTo(now);
        var endpoint = stage.endpoint(port, false, secret);
        successor.ifPresent(next -> stage.successor(endpoint, next, now.plus(OVERLAP)));
        stage.delivery(endpoint, 1, 1);
        stage.settle(stage.replica());
        assertThat(arrived).hasSize(1);
        return arrived.remove();
    }
}
