package io.amser.indexer.running;

import io.amser.eventlog.LogConfig;
import io.amser.indexer.rebuild.CannotCompare;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where settings come from without Quarkus: the environment, system properties, and a file. */
final class ReindexSources {
    private static final Path LOCAL_PLATFORM = Path.of(".amser", "up", "run", "platform.properties");
    private static final int BEHIND_THE_ENVIRONMENT = 100;
    private static final String KAFKA = "kafka.";

    private final SmallRyeConfig config;

    private ReindexSources(SmallRyeConfig config) {
        this.config = config;
    }

    static ReindexSources of(ReindexOptions options) {
        var builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addSystemSources()
                .addDiscoveredConverters()
                .withValidator(new BeanValidationConfigValidatorImpl())
                .withMapping(ChainConfig.class)
                .withMapping(ContractsConfig.class)
                .withMapping(IndexingConfig.class)
                .withMapping(LogConfig.class)
                .withMapping(ReindexConfig.class)
                .withValidateUnknown(false);
        try {
            var file = options.settings().orElse(LOCAL_PLATFORM);
            if (options.settings().isPresent() || Files.exists(file)) {
                builder.withSources(new PropertiesConfigSource(file.toUri().toURL(), BEHIND_THE_ENVIRONMENT));
            }
            return new ReindexSources(builder.build());
        } catch (IOException e) {
            throw new CannotCompare("the settings cannot be read: " + e.getMessage());
        } catch (ConfigValidationException e) {
            throw new CannotCompare(
                    "no platform was started here with ./amser up, and the settings of another one are not whole; "
                            + IntStream.range(0, e.getProblemCount())
                                    .mapToObj(i -> sentence(e.getProblem(i).getMessage()))
                                    .collect(Collectors.joining("; "))
                            + ".");
        }
    }

    /** Without the code and the class that stand before it. */
    private static String sentence(String problem) {
        return problem.replaceFirst("^.*SRCFG\\d+: ", "")
                .replace("The config property ", "")
                .replace(" is required but it could not be found in any config source", " is missing");
    }

    ChainConfig chain() {
        return config.getConfigMapping(ChainConfig.class);
    }

    ContractsConfig contracts() {
        return config.getConfigMapping(ContractsConfig.class);
    }

    IndexingConfig indexing() {
        return config.getConfigMapping(IndexingConfig.class);
    }

    LogConfig log() {
        return config.getConfigMapping(LogConfig.class);
    }

    ReindexConfig reindex() {
        return config.getConfigMapping(ReindexConfig.class);
    }

    /** All of {@code kafka.*}, as the services take it; the environment writes it in capitals with underscores. */
    Map<String, Object> kafka() {
        var kafka = new HashMap<String, Object>();
        for (var name : config.getPropertyNames()) {
            var dotted =
                    name.startsWith("KAFKA_") ? name.toLowerCase(Locale.ROOT).replace('_', '.') : name;
            if (dotted.startsWith(KAFKA)) {
                kafka.put(
                        dotted.substring(KAFKA.length()),
                        config.getConfigValue(name).getValue());
            }
        }
        if (!kafka.containsKey("bootstrap.servers")) {
            throw new CannotCompare("kafka.bootstrap.servers is not set.");
        }
        return kafka;
    }
}
