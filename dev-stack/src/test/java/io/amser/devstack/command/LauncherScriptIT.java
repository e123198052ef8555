package io.amser.devstack.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.process.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./amser} on a machine that has the tools of every system, and no Node. */
class LauncherScriptIT {

    private static final List<String> TOOLS = List.of("bash", "cat", "dirname", "grep", "sed", "tee");

    @TempDir
    Path tools;

    @BeforeEach
    void link() throws IOException {
        for (var tool : TOOLS) {
            Files.createSymbolicLink(tools.resolve(tool), where(tool));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "up --help", "demo --help", "status --help", "clock --help"})
    void help_needs_nothing(String words) throws Exception {
        var said = run(words);

        assertThat(said.status()).isZero();
        assertThat(said.text()).contains("./amser up", "./amser demo", "./amser clock +30d", "./amser test");
    }

    @Test
    void a_keeper_tells_its_options() throws Exception {
        var said = run("keeper --rpc http://127.0.0.1:1 --help");

        assertThat(said.status()).isZero();
        assertThat(said.text()).contains("--processor", "--api", "--database");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "demo", "test"})
    void without_node_one_sentence_says_what_to_do(String command) throws Exception {
        var said = run(command);

        assertThat(said.status()).isOne();
        assertThat(said.text().lines()).singleElement().asString().contains("Node.js 20", "install it");
    }

    @Test
    void an_unknown_command_is_told_apart_from_a_failure() throws Exception {
        var said = run("upp");

        assertThat(said.status()).isEqualTo(2);
        assertThat(said.text()).contains("no command 'upp'", "./amser up");
    }

    private Said run(String words) throws IOException, InterruptedException {
        var command = Stream.concat(
                        Stream.of(tools.resolve("bash").toString(), "amser"), Arrays.stream(words.split(" ")))
                .toList();
        var builder =
                new ProcessBuilder(command).directory(Checkout.root().toFile()).redirectErrorStream(true);
        builder.environment().put("PATH", tools.toString());
        var process = builder.start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private static Path where(String tool) {
        return Stream.of("/bin", "/usr/bin", "/opt/homebrew/bin")
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private record Said(int status, String text) {}
}
