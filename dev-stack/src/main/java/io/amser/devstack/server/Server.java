package io.amser.devstack.server;

/** A server that the platform stands on, started and ready. */
public sealed interface Server extends AutoCloseable permits PostgresServer, KafkaServer, ChainServer, Borrowed {

    int port();

    /** Ends it at once, as a power cut would; what it had stored stays. */
    void kill();

    /** Starts it again after a kill, on the same port and data, and returns when it is ready. */
    void restart();

    @Override
    void close();
}
