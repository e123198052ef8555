package io.amser.devstack.wallet;

import io.amser.devstack.server.ChainServer;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TxHash;
import io.amser.protocol.call.Call;
import io.amser.protocol.decoding.RawLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import okhttp3.Interceptor;
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

/** A local chain's node: reads, and the few things that only a local chain can do, such as letting time pass. */
public final class Node implements AutoCloseable {

    /** A block of thousands of events takes a busy machine more than the usual ten seconds. */
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);

    private static final long RECEIPT_MILLIS = 30_000;
    private static final long BETWEEN_LOOKS_MILLIS = 15;

    private final HttpService http;
    private final Web3j web3j;

    public Node(URI rpc) {
        http = new HttpService(
                rpc.toString(),
                HttpService.getOkHttpClientBuilder()
                        .addNetworkInterceptor(Node::atOnce)
                        .readTimeout(LONGEST_ANSWER)
                        .build());
        web3j = Web3j.build(http);
    }

    /** Left to itself, the last piece of a request as long as a contract's code waits 40 ms for the acknowledgement of the piece before. */
    private static okhttp3.Response atOnce(Interceptor.Chain chain) throws IOException {
        Objects.requireNonNull(chain.connection()).socket().setTcpNoDelay(true);
        return chain.proceed(chain.request());
    }

    public Web3j web3j() {
        return web3j;
    }

    public EthBlock.Block latestBlock() {
        return send(web3j.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false))
                .getBlock();
    }

    public EthBlock.Block block(long number) {
        return send(web3j.ethGetBlockByNumber(DefaultBlockParameter.valueOf(BigInteger.valueOf(number)), false))
                .getBlock();
    }

    /** The logs of one block, of all contracts. */
    public List<RawLog> logs(long block) {
        var number = DefaultBlockParameter.valueOf(BigInteger.valueOf(block));
        var found =
                send(web3j.ethGetLogs(new EthFilter(number, number, List.of()))).getLogs();
        if (found.isEmpty()) {
            return List.of();
        }
        var time = new ChainTime(block(block).getTimestamp().longValueExact());
        return found.stream().map(log -> raw((Log) log, time)).toList();
    }

    private static RawLog raw(Log log, ChainTime time) {
        return new RawLog(
                new ChainId(ChainServer.CHAIN_ID),
                new BlockNumber(log.getBlockNumber().longValueExact()),
                new BlockHash(log.getBlockHash()),
                time,
                new TxHash(log.getTransactionHash()),
                log.getLogIndex().intValueExact(),
                new Address(log.getAddress()),
                List.copyOf(log.getTopics()),
                log.getData());
    }

    public ChainTime time() {
        return new ChainTime(latestBlock().getTimestamp().longValueExact());
    }

    /** Asks a contract at the newest block. */
    public <T> T ask(Call<T> call) {
        var question = Transaction.createEthCallTransaction(
                Address.ZERO.value(), call.to().value(), call.data());
        return call.answer(
                send(web3j.ethCall(question, DefaultBlockParameterName.LATEST)).getValue());
    }

    /** Lets so much time pass and makes a block then. */
    public void advance(Duration time) {
        local("evm_increaseTime", List.of(time.toSeconds()));
        local("evm_mine", List.of());
    }

    /** A method that local chains alone have. */
    public void local(String method, List<?> parameters) {
        send(new Request<>(method, List.copyOf(parameters), http, Anything.class));
    }

    /** The receipt of a transaction, once a block includes it. */
    public TransactionReceipt receipt(TxHash hash) {
        long end = System.nanoTime() + Duration.ofMillis(RECEIPT_MILLIS).toNanos();
        while (System.nanoTime() < end) {
            var receipt = send(web3j.ethGetTransactionReceipt(hash.value())).getTransactionReceipt();
            if (receipt.isPresent()) {
                return receipt.get();
            }
            pause();
        }
        throw new IllegalStateException("No block included transaction " + hash + " within 30 s");
    }

    BigInteger nextNonce(Address account) {
        return send(web3j.ethGetTransactionCount(account.value(), DefaultBlockParameterName.PENDING))
                .getTransactionCount();
    }

    <R extends Response<?>> R send(Request<?, R> request) {
        try {
            var answer = request.send();
            if (answer.hasError()) {
                throw new ChainRefusal(request.getMethod(), answer.getError());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("The chain does not answer " + request.getMethod(), e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a receipt", e);
        }
    }

    @Override
    public void close() {
        web3j.shutdown();
    }

    /** An answer whose result nobody reads. */
    public static final class Anything extends Response<Object> {}
}
