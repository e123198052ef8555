package io.amser.eventlog.topic;

import org.apache.kafka.clients.admin.Admin;

/** What the log asks of the brokers. */
public final class Brokers {
    private static final String TRANSACTIONS = "transaction.version";
    private static final int SECOND = 2;

    private Brokers() {}

    /** The first version of transactions can lose and tear them (KIP-890). */
    public static void requireTransactionsVersion2(Admin admin) {
        var features = Topics.await(admin.describeFeatures().featureMetadata()).finalizedFeatures();
        var version =
                features.containsKey(TRANSACTIONS) ? features.get(TRANSACTIONS).maxVersionLevel() : 0;
        if (version < SECOND) {
            throw new WrongTopic("These brokers run transactions version " + version
                    + ", the log needs version 2: use Kafka 4 and run kafka-features.sh upgrade --feature "
                    + TRANSACTIONS + "=2");
        }
    }
}
