package io.amser.keeper.chain;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.utils.Numeric;

/** What a rollup of the OP kind takes for a transaction's data on the chain below; that it is one is seen by the oracle's code. */
final class DataFees {
    private static final String ORACLE = "0x420000000000000000000000000000000000000f";

    private final JsonRpc rpc;
    private volatile @Nullable Boolean oracle;

    DataFees(JsonRpc rpc) {
        this.rpc = rpc;
    }

    BigInteger of(HexBytes unsigned) {
        return hasOracle() ? ask(unsigned) : BigInteger.ZERO;
    }

    private boolean hasOracle() {
        var known = oracle;
        if (known == null) {
            known = rpc.call("eth_getCode", ORACLE, "latest").asText().length()
                    > HexBytes.NONE.value().length();
            oracle = known;
        }
        return known;
    }

    private BigInteger ask(HexBytes unsigned) {
        var question = new Function(
                "getL1Fee", List.of(new DynamicBytes(Numeric.hexStringToByteArray(unsigned.value()))), List.of());
        var call = Map.of("to", ORACLE, "data", FunctionEncoder.encode(question));
        return Numeric.toBigInt(rpc.call("eth_call", call, "latest").asText());
    }
}
