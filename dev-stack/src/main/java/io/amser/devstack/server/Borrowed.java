package io.amser.devstack.server;

/** A server that many tests use, known by its port alone: nobody may end it. */
sealed interface Borrowed extends Server {

    /** PostgreSQL for all. */
    record Postgres(int port) implements Borrowed, PostgresServer {}

    /** The broker for all. */
    record Kafka(int port) implements Borrowed, KafkaServer {}

    /** The chain for all. */
    record Chain(int port) implements Borrowed, ChainServer {}

    @Override
    default void kill() {
        throw new IllegalStateException("Other tests use this server: kill a fresh one of your own");
    }

    @Override
    default void restart() {
        kill();
    }

    @Override
    default void close() {
        kill();
    }
}
