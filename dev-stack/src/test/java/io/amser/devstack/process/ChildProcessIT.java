package io.amser.devstack.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void a_killed_process_is_gone_when_kill_returns() {
        var process = start("echo $$ > pid; exec sleep 600");
        long pid = writtenPid();

        process.kill();

        assertThat(process.isAlive()).isFalse();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void a_stopped_process_may_tidy_up() {
        var process = start("trap 'echo tidied > tidied; exit 0' TERM; echo $$ > pid; while :; do sleep 0.05; done");
        writtenPid();

        process.stop(SOON);

        assertThat(folder.resolve("tidied")).exists();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void a_process_that_ignores_the_request_to_stop_is_killed() {
        var process = start("trap '' TERM; echo $$ > pid; while :; do sleep 0.05; done");
        long pid = writtenPid();

        process.stop(Duration.ofMillis(300));

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void a_process_dies_with_its_owner_even_when_the_owner_is_killed() throws Exception {
        var owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        long pid = writtenPid();

        owner.destroyForcibly().waitFor();

        assertThat(Readiness.isReadyWithin(
                        SOON,
                        () -> ProcessHandle.of(pid)
                                .filter(ProcessHandle::isAlive)
                                .isEmpty()))
                .isTrue();
    }

    @Test
    void a_frozen_process_stands_still_until_it_is_thawed_and_can_be_killed() {
        var process = start("echo $$ > pid; while :; do sleep 0.05; done");
        long pid = writtenPid();

        process.freeze();
        assertThat(Readiness.isReadyWithin(SOON, () -> state(pid).startsWith("T")))
                .isTrue();
        process.thaw();
        assertThat(Readiness.isReadyWithin(SOON, () -> !state(pid).startsWith("T")))
                .isTrue();
        process.freeze();
        process.kill();

        assertThat(process.isAlive()).isFalse();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    private static String state(long pid) {
        try {
            var ps = new ProcessBuilder("ps", "-o", "stat=", "-p", Long.toString(pid)).start();
            return new String(ps.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_failure_shows_the_end_of_the_log() {
        var command = command("echo no space left; exit 3");

        assertThatThrownBy(() -> ChildProcess.run(command, SOON))
                .isInstanceOf(ProcessFailure.class)
                .hasMessageContaining("status 3")
                .hasMessageContaining("no space left");
    }

    private ChildProcess start(String script) {
        return ChildProcess.start(command(script));
    }

    private Command command(String script) {
        return script(folder, script);
    }

    private static Command script(Path folder, String script) {
        return Command.of(
                "a script", folder.resolve("log"), List.of("/bin/sh", "-c", "cd '" + folder + "'; " + script));
    }

    private long writtenPid() {
        var file = folder.resolve("pid");
        assertThat(Readiness.isReadyWithin(
                        SOON, () -> Files.exists(file) && file.toFile().length() > 0))
                .isTrue();
        try {
            return Long.parseLong(Files.readString(file).trim());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A program that starts a process and then waits for its own end. */
    static final class Owner {

        private Owner() {}

        static void main(String[] arguments) throws InterruptedException {
            ChildProcess.start(script(Path.of(arguments[0]), "echo $$ > pid; exec sleep 600"));
            Thread.currentThread().join();
        }
    }
}
