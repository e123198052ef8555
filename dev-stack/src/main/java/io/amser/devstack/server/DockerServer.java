package io.amser.devstack.server;

import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import io.amser.devstack.process.Readiness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A container on a fixed loopback port, so that it comes back to the same address after a kill. */
final class DockerServer {

    private static final Duration START = Duration.ofMinutes(2);

    private final GenericContainer<?> container;
    private final BooleanSupplier ready;

    /** Runs the command given, or what the image says when the command is empty. */
    DockerServer(
            String image,
            int port,
            int portInside,
            Map<String, String> environment,
            List<String> command,
            BooleanSupplier ready) {
        var binding = PortBinding.parse("127.0.0.1:%d:%d".formatted(port, portInside));
        this.ready = ready;
        this.container = new GenericContainer<>(DockerImageName.parse(image))
                .withEnv(environment)
                .withExposedPorts(portInside)
                .withCreateContainerCmdModifier(
                        create -> create.withHostConfig(new HostConfig().withPortBindings(binding)));
        if (!command.isEmpty()) {
            container.withCreateContainerCmdModifier(
                    create -> create.withEntrypoint(command.getFirst()).withCmd(command.subList(1, command.size())));
        }
        container.start();
        awaitReady();
    }

    void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    /** Ends it in good order. */
    void stop() {
        container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
    }

    void restart() {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        awaitReady();
    }

    void close() {
        container.stop();
    }

    private void awaitReady() {
        if (!Readiness.isReadyWithin(START, ready)) {
            throw new IllegalStateException("%s was not ready after %s: %s"
                    .formatted(container.getDockerImageName(), START, container.getLogs()));
        }
    }
}
