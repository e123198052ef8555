package io.amser.eventlog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the log that its topics are created by. */
@ConfigMapping(prefix = "amser.log")
public interface LogConfig {

    /** How many partitions each topic has; never to be changed afterwards. */
    @WithDefault("12")
    int partitions();

    /** On how many brokers each record is kept. */
    @WithDefault("3")
    int replicas();

    /** Whether this service applies the log; only the indexer does not. Fixed when the service is built. */
    @WithDefault("true")
    boolean projection();

    /** Whether there is a log at all: a keeper that runs alone has none, and asks no broker for anything. */
    @WithDefault("true")
    boolean connected();
}
