package io.amser.keeper.assignment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How independent keepers share the work. */
@ConfigMapping(prefix = "amser.keeper.assignment")
public interface AssignmentConfig {

    /** {@code open}: whoever is first sends. {@code deterministic}: keepers take turns in an order that a hash gives. */
    @WithDefault("open")
    Mode mode();

    /** Who takes turns, if that is not all whom the processor has registered: one that is registered and does not run costs its windows the first phase. */
    Optional<List<String>> keepers();

    /** For how long the first keeper of a window is alone, on the chain's clock. */
    @WithDefault("30S")
    Duration priority();

    /** How long each of the next three comes after the one before; then anyone may send. */
    @WithDefault("15S")
    Duration fallback();

    /** How independent keepers share the work. */
    enum Mode {
        OPEN,
        DETERMINISTIC
    }
}
