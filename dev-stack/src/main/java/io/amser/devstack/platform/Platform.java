package io.amser.devstack.platform;

import io.amser.devstack.contract.DeployContracts;
import io.amser.devstack.contract.DeployedContracts;
import io.amser.devstack.discord.BotApplication;
import io.amser.devstack.discord.DiscordLimits;
import io.amser.devstack.discord.DiscordStandIn;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.server.Infrastructure;
import io.amser.devstack.server.KafkaServer;
import io.amser.devstack.server.Place;
import io.amser.devstack.server.PostgresServer;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Node;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Everything that runs, and the way to each part of it. Closing it stops all. */
public final class Platform implements AutoCloseable {

    /** Opens every merchant's endpoints of this one platform, which listens on the loopback address alone. */
    public static final String DEV_KEY = "amser-local-development";

    /** Everything on this machine asks from one address. */
    private static final String NO_LIMIT = "1000000000";

    /** Receivers of this machine are the only ones that a local platform has. */
    private static final String LOOPBACK = "127.0.0.0/8,::1/128";

    private final String webhookKey = Secrets.random();
    private final String discordKey = Secrets.random();
    private final String keeperKey = Secrets.random();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final PlatformPorts ports;
    private final Path folder;
    private final PostgresServer postgres;
    private final KafkaServer kafka;
    private final ChainServer chain;
    private final Node node;
    private final DeployedContracts contracts;
    private final DiscordStandIn discord;
    private final ServiceGroup services;

    private Platform(Path folder, PlatformPorts ports, ChainSettings chainSettings, Progress progress) {
        this.ports = ports;
        this.folder = folder;
        try {
            var infrastructure = Infrastructure.chosen();
            var postgresStart = inBackground(() -> infrastructure.postgres(place("postgres", ports.postgres())));
            var kafkaStart = inBackground(() -> infrastructure.kafka(place("kafka", ports.kafka())));
            var chainStart = inBackground(() -> infrastructure.chain(place("chain", ports.chain()), chainSettings));
            chain = progress.step("the chain", () -> closed(ready(chainStart)));
            node = closed(new Node(chain.http()));
            contracts = progress.step("the contracts, with the real Permit2", () -> new DeployContracts(node).deploy());
            postgres = progress.step("PostgreSQL", () -> closed(ready(postgresStart)));
            kafka = progress.step("Kafka", () -> closed(ready(kafkaStart)));
            discord = closed(DiscordStandIn.start(
                    ports.discordStandIn(), BotApplication.random(), DiscordLimits.real(), InstantSource.system()));
            services = progress.step(
                    "five services",
                    () -> closed(ServiceGroup.start(
                            Arrays.stream(Service.values()).map(this::command).toList())));
            discord.sendInteractionsTo(api().resolve("/v0/discord/interactions"));
            PlatformSettings.write(settings(), forPrograms());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts everything in an empty folder and returns when all services are ready. */
    public static Platform start(Path folder, PlatformPorts ports, ChainSettings chain, Progress progress) {
        return new Platform(folder, ports, chain, progress);
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public KafkaServer kafka() {
        return kafka;
    }

    public ChainServer chain() {
        return chain;
    }

    /** A way to the chain that does not depend on any service. */
    public Node node() {
        return node;
    }

    public DeployedContracts contracts() {
        return contracts;
    }

    /** What this platform takes for Discord. */
    public DiscordStandIn discord() {
        return discord;
    }

    public ServiceProcess service(Service service) {
        return services.service(service.module());
    }

    public PlatformPorts ports() {
        return ports;
    }

    public URI api() {
        return service(Service.API).uri("");
    }

    /** The folder with the log of everything that runs. */
    public Path logs() {
        return folder.resolve("logs");
    }

    /** The file that tells programs where everything is. */
    public Path settings() {
        return folder.resolve("platform.properties");
    }

    /** In the reverse order of the start; one that fails to stop does not keep the others running. */
    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                System.err.println("amser: " + e.getMessage());
            }
        }
    }

    private ServiceCommand command(Service service) {
        var settings = new HashMap<String, String>();
        settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        settings.put("amser.log.replicas", "1");
        if (service.hasDatabase()) {
            var database = postgres.ensureDatabase(service.database());
            settings.put("quarkus.datasource.reactive.url", database.reactiveUrl());
            settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
            settings.put("quarkus.datasource.username", database.user());
            // The broker hands a killed service's partitions to its successor after this time, 45 s by default.
            settings.put("mp.messaging.incoming.chain-events.session.timeout.ms", "6000");
            settings.put("mp.messaging.incoming.chain-events.heartbeat.interval.ms", "1500");
        }
        var command = ServiceCommand.of(service.module(), ports.of(service), logs().resolve(service.module() + ".log"))
                .with(settings)
                .with(own(service));
        for (var secret : secrets(service).entrySet()) {
            command = command.withSecret(secret.getKey(), secret.getValue());
        }
        return command;
    }

    /** What only this service is told, because a setting that it does not know stops it. */
    private Map<String, String> own(Service service) {
        var chainId = Map.of("amser.chain.id", Long.toString(ChainServer.CHAIN_ID));
        var chainSettings =
                joined(chainId, Map.of("amser.chain.rpc-urls", chain.http().toString()));
        return switch (service) {
            case INDEXER ->
                joined(
                        joined(chainSettings, contracts.indexerSettings()),
                        Map.of("amser.chain.ws-urls", chain.webSocket().toString()));
            case KEEPER ->
                joined(joined(chainSettings, contracts.keeperSettings()), Map.of("amser.chain.longest-lead", "3650D"));
            case API ->
                joined(
                        chainSettings,
                        Map.ofEntries(
                                Map.entry("amser.api.testnet", "true"),
                                Map.entry("amser.api.web-origin", webApp()),
                                Map.entry("amser.api.limit.address-per-minute", NO_LIMIT),
                                Map.entry("amser.api.limit.sign-in-per-minute", NO_LIMIT),
                                Map.entry("amser.api.limit.caller-per-minute", NO_LIMIT),
                                Map.entry("amser.api.proxy.webhook.url", local(Service.WEBHOOK)),
                                Map.entry("amser.api.proxy.discord.url", local(Service.DISCORD)),
                                Map.entry("amser.api.proxy.keeper.url", local(Service.KEEPER))));
            case WEBHOOK ->
                joined(
                        chainId,
                        Map.of(
                                "amser.webhook.secrets.keys[0].id", "local",
                                "amser.webhook.egress.plain-http", "true",
                                "amser.webhook.egress.permitted", LOOPBACK));
            case DISCORD ->
                joined(
                        chainSettings,
                        Map.of(
                                "amser.discord.web-origin", webApp(),
                                "amser.discord.api-url", local(Service.API),
                                "amser.discord.rest-url", discord.restUrl().toString(),
                                "amser.discord.authorize-url",
                                        discord.authorizeUrl().toString(),
                                "amser.discord.application-id",
                                        discord.application().id(),
                                "amser.discord.public-key",
                                        discord.application().publicKey()));
        };
    }

    /** The origin that the web app has, and that messages to sign in with name. */
    public String webApp() {
        return "http://localhost:" + ports.of(Service.API);
    }

    private String local(Service service) {
        return "http://127.0.0.1:" + ports.of(service);
    }

    /** What the indexer is told, and the database of the API. */
    private Map<String, String> forPrograms() {
        var api = postgres.database(Service.API.database());
        return joined(
                own(Service.INDEXER),
                Map.of(
                        "kafka.bootstrap.servers", kafka.bootstrapServers(),
                        "amser.reindex.live.url", api.reactiveUrl(),
                        "amser.reindex.live.user", api.user(),
                        "amser.reindex.live.password", api.password()));
    }

    private Map<String, String> secrets(Service service) {
        var password = Map.of("QUARKUS_DATASOURCE_PASSWORD", "postgres");
        return switch (service) {
            case INDEXER -> Map.of();
            case API ->
                joined(
                        password,
                        Map.of(
                                "AMSER_API_DEV_KEY", DEV_KEY,
                                "AMSER_API_SESSION_KEY", Secrets.random(),
                                "AMSER_API_PROXY_WEBHOOK_KEY", webhookKey,
                                "AMSER_API_PROXY_DISCORD_KEY", discordKey,
                                "AMSER_API_PROXY_KEEPER_KEY", keeperKey));
            case KEEPER ->
                joined(
                        password,
                        Map.of(
                                "AMSER_KEEPER_KEY_PRIVATE_KEY",
                                Account.keeper().privateKey(),
                                "AMSER_KEEPER_DOOR_KEY",
                                keeperKey));
            case WEBHOOK ->
                joined(
                        password,
                        Map.of(
                                "AMSER_WEBHOOK_DOOR_KEY",
                                webhookKey,
                                "AMSER_WEBHOOK_SECRETS_KEYS_0__BASE64",
                                Secrets.randomBase64()));
            case DISCORD ->
                joined(
                        password,
                        Map.of(
                                "AMSER_DISCORD_DOOR_KEY", discordKey,
                                "AMSER_DISCORD_CLIENT_SECRET",
                                        discord.application().clientSecret(),
                                "AMSER_DISCORD_BOT_TOKEN", discord.application().botToken()));
        };
    }

    private static Map<String, String> joined(Map<String, String> some, Map<String, String> more) {
        var all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private Place place(String server, int port) {
        return new Place(folder.resolve(server), port);
    }

    private <C extends AutoCloseable> C closed(C part) {
        running.push(part);
        return part;
    }

    private static <T> CompletableFuture<T> inBackground(Supplier<T> start) {
        return CompletableFuture.supplyAsync(start, task -> Thread.ofVirtual().start(task));
    }

    private static <T> T ready(CompletableFuture<T> start) {
        try {
            return start.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
