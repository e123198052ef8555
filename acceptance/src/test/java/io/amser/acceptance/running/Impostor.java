package io.amser.acceptance.running;

import io.amser.acceptance.stage.Stage;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.wallet.Wallet;
import io.amser.protocol.decoding.RawLog;
import java.util.List;
import org.web3j.utils.Numeric;

/** Deploys contracts that emit, word for word, what ours have emitted. */
final class Impostor {

    private final Wallet wallet;

    Impostor(Stage stage) {
        wallet = new Wallet(stage.newcomer(), stage.node(), ChainServer.CHAIN_ID);
    }

    void repeat(RawLog log) {
        wallet.create(initCode(log.topics(), Numeric.cleanHexPrefix(log.data())));
    }

    /** CODECOPY brings the data into memory, each topic is pushed, LOGn emits; the data stands behind the final STOP. */
    private static String initCode(List<String> topics, String data) {
        var size = "61%04x".formatted(data.length() / 2);
        var pushes = new StringBuilder();
        topics.reversed().forEach(topic -> pushes.append("7f").append(Numeric.cleanHexPrefix(topic)));
        var emit = pushes + size + "6000" + "a" + topics.size() + "00";
        int copyLength = 3 + 3 + 2 + 1;
        int dataAt = copyLength + emit.length() / 2;
        return "0x" + size + "61%04x".formatted(dataAt) + "600039" + emit + data;
    }
}
