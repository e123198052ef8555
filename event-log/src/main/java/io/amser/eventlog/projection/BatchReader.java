package io.amser.eventlog.projection;

import io.amser.eventlog.wire.EventWire;
import io.amser.eventlog.wire.UnknownEventType;
import io.amser.eventlog.wire.UnreadableRecord;
import io.amser.protocol.ChainId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Reads what was polled; a partition ends, for this process, before the first event of an unknown type. */
final class BatchReader {
    private final ChainId chain;
    private final ConsumerState state;

    BatchReader(ChainId chain, ConsumerState state) {
        this.chain = chain;
        this.state = state;
    }

    Batch read(ConsumerRecords<byte[], byte[]> polled) {
        var partitions = new TreeMap<Integer, List<LogRecord>>();
        for (var partition : polled.partitions()) {
            var records = readPartition(polled.records(partition));
            if (!records.isEmpty()) {
                partitions.put(partition.partition(), records);
            }
        }
        return new Batch(partitions);
    }

    private List<LogRecord> readPartition(List<ConsumerRecord<byte[], byte[]>> polled) {
        var records = new ArrayList<LogRecord>(polled.size());
        for (var raw : polled) {
            if (state.isHalted(raw.partition())) {
                break;
            }
            try {
                records.add(read(raw));
            } catch (UnknownEventType e) {
                state.halt(raw.partition(), raw.offset(), e);
            }
        }
        return records;
    }

    /** Bytes can confuse the code in ways that nobody has foreseen: that is their fault too, and costs one record. */
    private LogRecord read(ConsumerRecord<byte[], byte[]> raw) {
        if (EventWire.chain(raw).filter(found -> !found.equals(chain)).isPresent()) {
            return new LogRecord.OfAnotherChain(raw);
        }
        try {
            var read = EventWire.read(raw);
            return read.event().origin().chainId().equals(chain)
                    ? new LogRecord.Decoded(raw, read)
                    : new LogRecord.OfAnotherChain(raw);
        } catch (UnknownEventType e) {
            throw e;
        } catch (UnreadableRecord e) {
            return new LogRecord.Undecodable(raw, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return new LogRecord.Undecodable(raw, e.toString());
        }
    }
}
