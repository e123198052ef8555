package io.amser.bench.reading;

import io.amser.bench.history.HistoricChain;
import io.amser.devstack.platform.Service;
import io.amser.devstack.platform.ServiceCommand;
import io.amser.devstack.platform.ServiceProcess;
import io.amser.devstack.process.Ports;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.KafkaServer;
import java.nio.file.Path;
import java.util.Map;

/** The indexer as the process that it always is, by the word of two endpoints. */
public final class IndexerProcess {

    private IndexerProcess() {}

    /** Does not wait until it is ready. */
    public static ServiceProcess start(HistoricChain chain, KafkaServer kafka, Path log) {
        return ServiceProcess.start(ServiceCommand.of(Service.INDEXER.module(), Ports.free(), log)
                .with(Map.of(
                        "kafka.bootstrap.servers", kafka.bootstrapServers(),
                        "amser.log.replicas", "1",
                        "amser.chain.id", Long.toString(ChainServer.CHAIN_ID),
                        "amser.chain.rpc-urls", "%1$s,%1$s".formatted(chain.rpc()),
                        "amser.chain.ws-urls", chain.webSocket().toString()))
                .with(chain.contracts().indexerSettings()));
    }
}
