package io.amser.devstack.platform;

import io.amser.devstack.process.ChildProcess;
import io.amser.devstack.process.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** A service that runs as a process of its own, and can be killed and started again. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final ServiceCommand command;
    private ChildProcess process;

    private ServiceProcess(ServiceCommand command) {
        this.command = command;
        this.process = ChildProcess.start(command.command());
    }

    /** Starts it without waiting for it. */
    public static ServiceProcess start(ServiceCommand command) {
        return new ServiceProcess(command);
    }

    public ServiceProcess awaitReady() {
        Readiness.await(process, START, this::isReady);
        return this;
    }

    /** Whether it says of itself that it can do its work now. */
    public boolean isReady() {
        return answersOk("/q/health/ready");
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String name() {
        return command.name();
    }

    public Path log() {
        return command.log();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(command.port(), path));
    }

    /** Ends it at once, as kill -9 does. */
    public void kill() {
        process.kill();
    }

    /** Stops it where it stands, until it is thawed. */
    public void freeze() {
        process.freeze();
    }

    public void thaw() {
        process.thaw();
    }

    /** Starts it again after a kill or a stop, without waiting for it. */
    public ServiceProcess restart() {
        process = ChildProcess.start(command.command());
        return this;
    }

    /** Asks it to end and waits until it has. */
    public void stop() {
        process.stop(STOP);
    }

    @Override
    public void close() {
        stop();
    }

    private boolean answersOk(String path) {
        var request = HttpRequest.newBuilder(uri(path)).timeout(ANSWER).build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
