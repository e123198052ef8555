package io.amser.devstack.alone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class DeploymentTest {

    @Test
    void a_node_is_named_without_what_opens_it() {
        assertThat(Deployment.host(URI.create("https://user:secret@node.example:8545/v2/key?apikey=other")))
                .isEqualTo("node.example:8545");
        assertThat(Deployment.host(URI.create("https://node.example/key"))).isEqualTo("node.example");
    }
}
