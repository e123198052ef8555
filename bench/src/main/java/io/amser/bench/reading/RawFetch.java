package io.amser.bench.reading;

import io.amser.indexer.backfill.InOrder;
import io.amser.indexer.chain.BlockRange;
import io.amser.protocol.ChainId;
import io.amser.protocol.decoding.LogTopics;
import io.amser.protocol.decoding.RawLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The indexer's peer: asks for the logs of the same ranges, as many at a time, and parses them to the same objects. */
public final class RawFetch implements AutoCloseable {

    private static final String TOPICS = Stream.concat(
                    LogTopics.ofProtocol().stream(), LogTopics.ofAllowances().stream())
            .collect(Collectors.joining("\",\"", "[\"", "\"]"));

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI rpc;
    private final RawLogReader reader;
    private final Reading reading;

    public RawFetch(URI rpc, ChainId chain, Reading reading) {
        this.rpc = rpc;
        this.reader = new RawLogReader(chain);
        this.reading = reading;
    }

    /** Reads all logs of these blocks and answers how many there are. */
    public long count(BlockRange blocks) {
        var logs = new long[1];
        read(blocks, some -> logs[0] += some.size());
        return logs[0];
    }

    public void read(BlockRange blocks, Consumer<List<RawLog>> each) {
        var ranges = blocks.pieces(reading.blocksPerRange()).iterator();
        try (var answers = new InOrder<>(ranges, reading.inFlight(), this::logs)) {
            while (answers.hasNext()) {
                each.accept(answers.next());
            }
        }
    }

    private List<RawLog> logs(BlockRange range) {
        var question = """
                {"jsonrpc":"2.0","id":1,"method":"eth_getLogs","params":[{"fromBlock":"0x%x","toBlock":"0x%x","topics":[%s]}]}
                """.formatted(range.first().value(), range.last().value(), TOPICS);
        var request = HttpRequest.newBuilder(rpc)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build();
        try {
            return reader.read(
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading " + range, e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
