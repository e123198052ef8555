package io.amser.devstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A running process that ends with us at the latest, its output appended to a log file. */
public final class ChildProcess {

    private static final Duration GONE_AFTER_KILL = Duration.ofSeconds(20);
    private static final Duration SIGNAL = Duration.ofSeconds(20);

    private final Command command;
    private final Process leash;

    private ChildProcess(Command command, Process leash) {
        this.command = command;
        this.leash = leash;
    }

    public static ChildProcess start(Command command) {
        List<String> leashed = new ArrayList<>();
        leashed.add("/bin/sh");
        leashed.add(Leash.script().toString());
        leashed.add(command.stopSignal().name());
        leashed.addAll(command.arguments());
        var builder = new ProcessBuilder(leashed).redirectErrorStream(true);
        builder.environment().putAll(command.environment());
        try {
            Files.createDirectories(command.log().toAbsolutePath().getParent());
            builder.redirectOutput(
                    ProcessBuilder.Redirect.appendTo(command.log().toFile()));
            return LivingProcesses.add(new ChildProcess(command, builder.start()));
        } catch (IOException e) {
            throw new UncheckedIOException("%s could not be started".formatted(command.name()), e);
        }
    }

    /** Runs the command to its end. Throws when it fails or takes longer than that. */
    public static void run(Command command, Duration atMost) {
        var child = start(command);
        try {
            if (!child.leash.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                child.kill();
                throw new ProcessFailure(command.name() + " took longer than " + atMost, command.log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            child.kill();
            throw new ProcessFailure(command.name() + " was interrupted", command.log());
        }
        LivingProcesses.remove(child);
        if (child.leash.exitValue() != 0) {
            throw new ProcessFailure(
                    "%s failed with status %d".formatted(command.name(), child.leash.exitValue()), command.log());
        }
    }

    public String name() {
        return command.name();
    }

    public Path log() {
        return command.log();
    }

    public boolean isAlive() {
        return leash.isAlive();
    }

    /** Ends the process and all that it started at once, as a power cut would, and returns when they are gone. */
    public void kill() {
        var victims = leash.descendants().toList();
        victims.forEach(ProcessHandle::destroyForcibly);
        letGo();
        awaitEnd(victims, GONE_AFTER_KILL);
        LivingProcesses.remove(this);
    }

    /** Stops the program where it stands, as a machine that is suspended does; it can be thawed, or killed. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on as if no time had passed. */
    public void thaw() {
        signal("CONT");
    }

    /** To the program alone: its leash, whose watch is a copy of it, has to stay awake. */
    private void signal(String name) {
        var leashed = leash.info().commandLine();
        leash.children()
                .filter(process -> !process.info().commandLine().equals(leashed))
                .map(program -> "kill -s %s %d".formatted(name, program.pid()))
                .forEach(kill -> run(Command.of(kill, command.log(), List.of("/bin/sh", "-c", kill)), SIGNAL));
    }

    /** Asks the process to end in good order, and kills it when that takes longer than the patience given. */
    public void stop(Duration patience) {
        leash.toHandle().destroy();
        try {
            if (leash.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LivingProcesses.remove(this);
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    /** The leash kills its program when we let go. */
    private void letGo() {
        try {
            leash.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitEnd(List<ProcessHandle> victims, Duration atMost) {
        var ends = Stream.concat(victims.stream(), Stream.of(leash.toHandle()))
                .map(ProcessHandle::onExit)
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            throw new ProcessFailure(command.name() + " could not be killed", command.log());
        }
    }
}
