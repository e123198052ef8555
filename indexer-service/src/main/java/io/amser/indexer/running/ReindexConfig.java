package io.amser.indexer.running;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Which databases {@link Reindex} works with. */
@ConfigMapping(prefix = "amser.reindex")
public interface ReindexConfig {

    /** The database of the service whose read model is compared. */
    Database live();

    /** An empty database for the read model that is built anew; without it one is made on the live one's server. */
    Optional<Database> scratch();

    /** A database of PostgreSQL. */
    interface Database {

        /** As {@code postgresql://host:port/database}. */
        String url();

        String user();

        Optional<String> password();
    }
}
