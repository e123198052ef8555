package io.amser.protocol.onchain;

import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TxHash;
import io.amser.protocol.call.Call;
import io.amser.protocol.call.Revert;
import io.amser.protocol.decoding.RawLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;

/** An anvil of its own for one test, whose accounts are unlocked. */
final class LocalChain implements AutoCloseable {
    static final ChainId ID = new ChainId(31337);

    private static final Path BUNDLED = Path.of("../contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil");
    private static final Pattern LISTENING = Pattern.compile("Listening on (127\\.0\\.0\\.1:\\d+)");
    private static final BigInteger GAS = BigInteger.valueOf(5_000_000);

    private final Process anvil;
    private final HttpService http;
    private final Web3j web3j;

    private LocalChain(Process anvil, String address) {
        this.anvil = anvil;
        this.http = new HttpService("http://" + address);
        this.web3j = Web3j.build(http);
    }

    static LocalChain start(ChainTime genesis) throws IOException {
        var binary = Files.exists(BUNDLED) ? BUNDLED.toString() : "anvil";
        var anvil = new ProcessBuilder(
                        binary, "--port", "0", "--timestamp", Long.toString(genesis.seconds()), "--no-mining")
                .redirectErrorStream(true)
                .start();
        var output = anvil.inputReader(StandardCharsets.UTF_8);
        var chain = new LocalChain(anvil, addressOf(output));
        Thread.startVirtualThread(() -> drain(output));
        return chain;
    }

    /** A pipe that nobody empties stops its writer; it ends with the process. */
    private static void drain(BufferedReader output) {
        try {
            output.transferTo(Writer.nullWriter());
        } catch (IOException _) {
            return;
        }
    }

    private static String addressOf(BufferedReader output) throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            var listening = LISTENING.matcher(line);
            if (listening.find()) {
                return listening.group(1);
            }
        }
        throw new IllegalStateException("anvil ended before it listened");
    }

    /** Mines {@code call} alone in the next block, one second later. */
    TransactionReceipt send(Address from, Call<?> call) {
        return send(from, call.to(), call.data());
    }

    Address create(Address from, String creationCode) {
        return new Address(succeeded(mined(Transaction.createContractTransaction(
                        from.value(), null, null, GAS, BigInteger.ZERO, creationCode)))
                .getContractAddress());
    }

    TransactionReceipt send(Address from, Address to, String data) {
        return mined(Transaction.createFunctionCallTransaction(from.value(), null, null, GAS, to.value(), data));
    }

    static TransactionReceipt succeeded(TransactionReceipt receipt) {
        if (!receipt.isStatusOK()) {
            throw new AssertionError("reverted: " + receipt);
        }
        return receipt;
    }

    <T> T ask(Call<T> call) {
        return ask(call, Address.ZERO);
    }

    /** Asks in the newest block, whose time the contract sees. */
    <T> T ask(Call<T> call, Address from) {
        var question =
                Transaction.createEthCallTransaction(from.value(), call.to().value(), call.data());
        var answer = answered(web3j.ethCall(question, DefaultBlockParameter.valueOf(latest().getNumber())));
        if (answer.isReverted()) {
            throw new AssertionError("reverted: " + Revert.of(answer.getValue()));
        }
        return call.answer(answer.getValue());
    }

    BigInteger nonce(Address account) {
        return answered(web3j.ethGetTransactionCount(account.value(), DefaultBlockParameterName.LATEST))
                .getTransactionCount();
    }

    /** An empty block, {@code later} than the newest. */
    void pass(Duration later) {
        mine(now().plus(later));
    }

    ChainTime now() {
        return new ChainTime(latest().getTimestamp().longValueExact());
    }

    List<RawLog> logs(BlockNumber from) {
        var filter = new EthFilter(
                DefaultBlockParameter.valueOf(BigInteger.valueOf(from.value())),
                DefaultBlockParameterName.LATEST,
                List.of());
        return answered(web3j.ethGetLogs(filter)).getLogs().stream()
                .map(log -> raw((Log) log.get()))
                .toList();
    }

    BlockNumber head() {
        return new BlockNumber(latest().getNumber().longValueExact());
    }

    private RawLog raw(Log log) {
        var block = answered(web3j.ethGetBlockByHash(log.getBlockHash(), false)).getBlock();
        return new RawLog(
                ID,
                new BlockNumber(log.getBlockNumber().longValueExact()),
                new BlockHash(log.getBlockHash()),
                new ChainTime(block.getTimestamp().longValueExact()),
                new TxHash(log.getTransactionHash()),
                log.getLogIndex().intValueExact(),
                new Address(log.getAddress()),
                log.getTopics(),
                log.getData());
    }

    private TransactionReceipt mined(Transaction transaction) {
        var hash = answered(web3j.ethSendTransaction(transaction)).getTransactionHash();
        mine(now().plus(Duration.ofSeconds(1)));
        return answered(web3j.ethGetTransactionReceipt(hash))
                .getTransactionReceipt()
                .orElseThrow();
    }

    private void mine(ChainTime time) {
        answered(new Request<>("evm_mine", List.of(time.seconds()), http, Anything.class));
    }

    private EthBlock.Block latest() {
        return answered(web3j.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false))
                .getBlock();
    }

    private static <T extends Response<?>> T answered(Request<?, T> request) {
        try {
            var response = request.send();
            if (response.hasError() && response.getError().getData() == null) {
                throw new AssertionError(response.getError().getMessage());
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        web3j.shutdown();
        anvil.destroy();
    }

    /** An answer that nobody looks at. */
    public static final class Anything extends Response<Object> {}
}
