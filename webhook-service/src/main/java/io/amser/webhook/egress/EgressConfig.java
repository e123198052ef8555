package io.amser.webhook.egress;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** What may be reached beyond the public internet. */
@ConfigMapping(prefix = "amser.webhook.egress")
public interface EgressConfig {

    /** Whether endpoints may be reached without encryption: on a developer's machine alone. */
    @WithDefault("false")
    boolean plainHttp();

    /** Blocks of addresses like 127.0.0.0/8 that are taken in spite of every rule: likewise. */
    Optional<List<String>> permitted();
}
