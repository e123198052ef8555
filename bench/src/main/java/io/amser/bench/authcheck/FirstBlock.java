package io.amser.bench.authcheck;

import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.KafkaServer;
import io.amser.eventlog.Head;
import io.amser.eventlog.publishing.LogPublisher;
import io.amser.eventlog.publishing.LogTransaction;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A log of one block without events, from which a service knows the chain's time. */
final class FirstBlock {

    private static final ChainId CHAIN = new ChainId(ChainServer.CHAIN_ID);

    private FirstBlock() {}

    static void publish(KafkaServer kafka) {
        var clock = InstantSource.system();
        var number = new BlockNumber(1);
        var head = new Head(
                CHAIN, number, new BlockHash("0x" + "1".repeat(64)), ChainTime.of(clock.instant()), number, number);
        try (var log = LogPublisher.open(Map.of("bootstrap.servers", kafka.bootstrapServers()), CHAIN, clock)) {
            log.publish(new LogTransaction(List.of(), head, List.of()));
        }
    }
}
