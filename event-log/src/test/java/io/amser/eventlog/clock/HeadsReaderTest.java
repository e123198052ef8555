package io.amser.eventlog.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.eventlog.SampleEvents;
import io.quarkus.runtime.ShutdownEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class HeadsReaderTest {
    private static final Logger LOG = Logger.getLogger(HeadsReader.class.getName());

    @Test
    void ends_at_once_and_without_a_word_though_the_brokers_do_not_answer() throws IOException, InterruptedException {
        var complaints = new Complaints();
        LOG.addHandler(complaints);
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var reader = new HeadsReader(
                    Map.of("bootstrap.servers", "127.0.0.1:" + silent.getLocalPort()),
                    SampleEvents.CHAIN.value(),
                    new ChainClock(null, null));
            reader.start();
            silent.accept();

            var begin = System.nanoTime();
            reader.stop(new ShutdownEvent());

            assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(1));
            assertThat(complaints.count).isZero();
        } finally {
            LOG.removeHandler(complaints);
        }
    }

    private static final class Complaints extends Handler {
        private volatile int count;

        @Override
        public synchronized void publish(LogRecord record) {
            count++;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
