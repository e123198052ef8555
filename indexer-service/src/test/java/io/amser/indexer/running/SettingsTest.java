package io.amser.indexer.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Map<String, String> LEAST = Map.of(
            "amser.chain.id", "5",
            "amser.chain.rpc-urls", "http://node:8545/v2/KEY,HTTPS://[::1]/",
            "amser.chain.ws-urls", "ws://node:8546,wss://node.example/KEY",
            "amser.chain.start-block", "0");

    private static SmallRyeConfig settings(String key, String value) {
        var settings = new HashMap<>(LEAST);
        settings.put(key, value);
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withValidator(new BeanValidationConfigValidatorImpl())
                .withMapping(ChainConfig.class)
                .withMapping(IndexingConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
    }

    @Test
    void chain_and_addresses_are_all_that_has_to_be_set() {
        assertThat(settings("amser.chain.id", "5")
                        .getConfigMapping(ChainConfig.class)
                        .rpcUrls())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://my_node:8545/v2/KEY", "localhost:8545/v2/KEY", "ws://node/v2/KEY", "/v2/KEY"})
    void an_address_that_is_none_is_told_at_the_start_without_its_key(String url) {
        assertThatThrownBy(() -> settings("amser.chain.rpc-urls", "http://node:8545," + url))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("amser.chain.rpc-urls must begin with http:// or https://")
                .hasMessageNotContaining("KEY");
    }

    @Test
    void an_address_for_heads_that_is_none_is_told_at_the_start_without_its_key() {
        assertThatThrownBy(() -> settings("amser.chain.ws-urls", "https://node/v2/KEY"))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("amser.chain.ws-urls must begin with ws:// or wss://")
                .hasMessageNotContaining("KEY");
    }

    @ParameterizedTest
    @CsvSource({
        "amser.chain.rpc-timeout, 0s",
        "amser.chain.compare-nodes-every, 0s",
        "amser.chain.trust-one-node-after, -5m",
        "amser.indexer.poll-interval, 0s",
        "amser.indexer.repeat-head-every, 0s",
        "amser.indexer.take-over-after, 0s",
        "amser.chain.final-depth, 31"
    })
    void a_setting_that_makes_no_sense_is_named_at_the_start(String key, String value) {
        assertThatThrownBy(() -> settings(key, value))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining(key + " must");
    }
}
