package io.amser.devstack.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.devstack.process.Ports;
import io.amser.devstack.process.ProcessFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceGroupIT {

    @TempDir
    Path folder;

    @Test
    void services_get_their_settings_and_secrets_and_are_ready() throws Exception {
        var red = command("red").with("amser.colour", "red").withSecret("AMSER_WORD", "sesame");

        try (var group = ServiceGroup.start(List.of(red, command("blue")))) {
            assertThat(group.all()).allMatch(ServiceProcess::isReady);
            assertThat(Files.readString(group.service("red").log())).contains("setting red, secret sesame");
        }
    }

    @Test
    void a_killed_service_comes_back_on_the_same_port() {
        try (var group = ServiceGroup.start(List.of(command("red")))) {
            var red = group.service("red");

            red.kill();
            assertThat(red.isReady()).isFalse();

            red.restart().awaitReady();
            assertThat(red.isReady()).isTrue();
        }
    }

    @Test
    void when_one_cannot_start_the_failure_shows_its_log_and_none_stays() {
        var good = command("good");
        var bad = command("bad").with("amser.fails", "true");

        assertThatThrownBy(() -> ServiceGroup.start(List.of(good, bad)))
                .isInstanceOf(ProcessFailure.class)
                .hasMessageContainingAll("bad ended before it was ready", "the chain id is missing");
        assertThat(Ports.isOpen(good.port())).isFalse();
    }

    private ServiceCommand command(String name) {
        return new ServiceCommand(
                name,
                List.of("-cp", System.getProperty("java.class.path"), FakeService.class.getName()),
                Map.of(),
                Map.of(),
                Ports.free(),
                "64m",
                folder.resolve(name + ".log"));
    }
}
