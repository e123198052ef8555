package io.amser.keeper.charging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.amser.devstack.actor.Merchant;
import io.amser.devstack.actor.Subscriber;
import io.amser.devstack.contract.DeployedContracts;
import io.amser.devstack.quarkus.PlatformServers;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Node;
import io.amser.eventlog.Head;
import io.amser.eventlog.PaymentAtRisk;
import io.amser.eventlog.publishing.LogPublisher;
import io.amser.eventlog.publishing.LogTransaction;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.topic.TopicSize;
import io.amser.eventlog.topic.Topics;
import io.amser.eventlog.wire.AtRiskWire;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.PlanKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.ModuleCalls;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@QuarkusTest
@WithTestResource(value = PlatformServers.class, initArgs = @ResourceArg(name = "database", value = "keeper"))
@WithTestResource(DeployedChain.class)
@TestMethodOrder(MethodName.class)
class KeeperServiceIT {
    private static final ChainId CHAIN = new ChainId(31_337);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final DeployedContracts CONTRACTS = contracts();
    private static final Node NODE = new Node(URI.create(setting("test.chain")));
    private static final LogFollower CHAIN_LOG = new LogFollower(NODE, CONTRACTS.known(), CONTRACTS.startBlock());
    private static final LogPublisher LOG = log();
    private static final PlanKey PLAN = plan();

    @BeforeAll
    static void theChainIsInTheLog() {
        publish();
    }

    @Test
    void charges_from_the_log_through_an_outage_of_the_chain_and_tells_how_it_is_doing() throws Exception {
        subscribe(0);
        awaitActive(0);

        System.setProperty("test.chain.shut", "true");
        await().until(() -> get("/q/health/ready").contains("no node of amser.chain.rpc-urls is of use"));
        assertThat(get("/q/metrics")).contains("keeper_concerns{kind=\"nodes_unreachable\"} 1.0");
        NODE.advance(MONTH);
        subscribe(1);
        System.clearProperty("test.chain.shut");

        awaitActive(1);
        await().until(() -> status().at("/last_day/charged").asInt() == 3);
        assertThat(status().at("/last_day/success_rate").asDouble()).isEqualTo(1.0);
        assertThat(status().at("/last_day/fees_earned/0/amount").asText()).isEqualTo("30000");
        assertThat(status().at("/key").asText())
                .isEqualTo(Account.keeper().address().value());
        assertThat(status().at("/warnings").isEmpty()).isTrue();
        assertThat(status().at("/charging/charges").asInt()).isEqualTo(2);
        assertThat(status().at("/charging/due_to_included/p99").isIntegralNumber())
                .isTrue();
        assertThat(get("/q/metrics"))
                .contains(
                        "amser_keeper_charges_total{outcome=\"Charged\"} 3.0",
                        "amser_keeper_balance_ether",
                        "amser_keeper_round_age_seconds",
                        "amser_keeper_charge_time_seconds_count{way=\"due_to_included\"} 3",
                        "amser_keeper_charge_time_seconds_bucket{way=\"due_to_included\",le=\"60.0\"}",
                        "amser_keeper_nonces_drifted 0.0");
        assertThat(get("/q/health")).contains("\"status\": \"UP\"");
        assertThat(get("/q/metrics")).contains("keeper_concerns{kind=\"nodes_unreachable\"} 0.0");
    }

    @Test
    void foretells_a_payment_at_risk_in_the_topic_of_the_keepers() {
        var poor = subscriber(2);
        poor.receive(TokenAmount.of(13_000_000));
        poor.approvePermit2();
        poor.subscribe(PLAN, Executions.unlimited(), TokenAmount.UNLIMITED_ALLOWANCE, Duration.ofDays(365));
        awaitActive(2);

        NODE.advance(MONTH.minus(Duration.ofDays(2)));

        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            publish();
            assertThat(foretold())
                    .filteredOn(risk -> risk.subscriber().equals(poor.address()))
                    .extracting(PaymentAtRisk::shortfall)
                    .containsExactly(TokenAmount.of(7_000_000));
        });
    }

    private static List<PaymentAtRisk> foretold() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                setting("kafka.bootstrap.servers"),
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class,
                "allow.auto.create.topics",
                false);
        var found = new ArrayList<PaymentAtRisk>();
        try (var consumer = new KafkaConsumer<byte[], byte[]>(settings)) {
            var partitions = consumer.listTopics().getOrDefault(Topic.KEEPER_EVENTS.name(), List.of()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> found.add(AtRiskWire.read(record)));
            }
        }
        return found;
    }

    private static void awaitActive(int index) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            publish();
            return NODE.ask(ModuleCalls.isActive(PLAN, subscriber(index).address()));
        });
    }

    private static void subscribe(int index) {
        var subscriber = subscriber(index);
        subscriber.receive(TokenAmount.of(100_000_000));
        subscriber.approvePermit2();
        subscriber.subscribe(PLAN, Executions.unlimited(), TokenAmount.UNLIMITED_ALLOWANCE, Duration.ofDays(365));
        publish();
    }

    private static Subscriber subscriber(int index) {
        return new Subscriber(Account.subscriber(index), NODE, CONTRACTS);
    }

    private static void publish() {
        var events = CHAIN_LOG.follow();
        var block = NODE.latestBlock();
        var number = new BlockNumber(block.getNumber().longValueExact());
        var time = new ChainTime(block.getTimestamp().longValueExact());
        LOG.publish(new LogTransaction(
                events, new Head(CHAIN, number, new BlockHash(block.getHash()), time, number, number), List.of()));
    }

    private static JsonNode status() throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get("/keeper/status"));
    }

    private static String get(String path) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + setting("quarkus.http.test-port") + path);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static PlanKey plan() {
        var merchant = new Merchant(Account.merchant(), NODE, CONTRACTS);
        merchant.deployModule();
        return merchant.createPlan("Pro", TokenAmount.of(10_000_000), MONTH, Duration.ofDays(3));
    }

    private static LogPublisher log() {
        Map<String, Object> kafka = Map.of("bootstrap.servers", setting("kafka.bootstrap.servers"));
        try (var admin = Admin.create(kafka)) {
            new Topics(admin)
                    .ensure(new TopicSize(12, 1), List.of(Topic.CHAIN_EVENTS, Topic.CHAIN_HEADS, Topic.INDEXER_STATE));
        }
        return LogPublisher.open(kafka, CHAIN, InstantSource.fixed(Instant.EPOCH));
    }

    private static DeployedContracts contracts() {
        return new DeployedContracts(
                address("amser.contracts.permit2"),
                address("test.token-registry"),
                address("test.fee-schedule"),
                address("amser.contracts.processors"),
                address("test.factory"),
                address("test.token"),
                new BlockNumber(Long.parseLong(setting("test.start-block"))));
    }

    private static Address address(String key) {
        return new Address(setting(key));
    }

    private static String setting(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }
}
