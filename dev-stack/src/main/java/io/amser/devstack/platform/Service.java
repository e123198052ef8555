package io.amser.devstack.platform;

/** The five services, by the names of their modules. */
public enum Service {
    INDEXER("indexer-service"),
    API("api-service"),
    KEEPER("keeper-service"),
    WEBHOOK("webhook-service"),
    DISCORD("discord-service");

    private final String module;

    Service(String module) {
        this.module = module;
    }

    public String module() {
        return module;
    }

    /** The name of its database; the indexer has none. */
    public String database() {
        return module.replace("-service", "");
    }

    boolean hasDatabase() {
        return this != INDEXER;
    }
}
