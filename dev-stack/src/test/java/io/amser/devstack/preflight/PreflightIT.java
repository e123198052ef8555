package io.amser.devstack.preflight;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.devstack.process.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightIT {

    @TempDir
    Path folder;

    @Test
    void a_taken_port_is_named_with_who_wants_it() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, Integer> wanted = Map.of("the API", taken.getLocalPort());

            assertThatThrownBy(() -> Preflight.requireFreePorts(wanted))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContainingAll(Integer.toString(taken.getLocalPort()), "the API");
        }
    }

    @Test
    void free_ports_are_fine() {
        assertThatCode(() -> Preflight.requireFreePorts(Map.of("the API", Ports.free())))
                .doesNotThrowAnyException();
    }

    @Test
    void a_full_disk_is_said_before_it_hurts() {
        assertThatCode(() -> Preflight.requireDisk(folder, 1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Preflight.requireDisk(folder, Long.MAX_VALUE))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("make room");
    }

    @Test
    void a_second_platform_on_the_same_folder_is_refused_until_the_first_ends() {
        try (var _ = RunLock.take(folder)) {
            assertThatThrownBy(() -> RunLock.take(folder))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("already running");
        }
        assertThatCode(() -> RunLock.take(folder).close()).doesNotThrowAnyException();
    }
}
