package io.amser.indexer.running;

import io.amser.eventlog.topic.WrongTopic;
import io.amser.indexer.rpc.NewHeads;
import io.amser.indexer.rpc.WrongChain;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Runs the indexer while the service is up. */
@ApplicationScoped
class IndexerThread {
    private static final Logger LOG = Logger.getLogger(IndexerThread.class);
    private static final Duration TIME_TO_FINISH = Duration.ofSeconds(3);

    private final Indexer indexer;
    private final NewHeads newHeads;
    private final Thread thread;

    IndexerThread(Indexer indexer, NewHeads newHeads) {
        this.indexer = indexer;
        this.newHeads = newHeads;
        this.thread = Thread.ofVirtual()
                .name("indexer")
                .uncaughtExceptionHandler((_, bug) -> LOG.error("The indexer has ended by a bug", bug))
                .unstarted(this::run);
    }

    /** What is configured wrong does not mend itself: the service ends with the sentence that says what. */
    private void run() {
        try {
            indexer.run();
        } catch (WrongChain | WrongTopic e) {
            LOG.fatal(e.getMessage());
            Quarkus.asyncExit(1);
        }
    }

    void start(@Observes StartupEvent event) {
        thread.start();
        newHeads.start();
    }

    /** What is under way is finished if it can be; what is cut off is not published, and read again at the next start. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        indexer.stop();
        if (!thread.join(TIME_TO_FINISH)) {
            thread.interrupt();
            thread.join(TIME_TO_FINISH);
        }
    }

    boolean isAlive() {
        return thread.isAlive() || indexer.condition() instanceof Condition.Stopped;
    }
}
