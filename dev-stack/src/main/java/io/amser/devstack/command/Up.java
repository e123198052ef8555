package io.amser.devstack.command;

import io.amser.devstack.demo.Cast;
import io.amser.devstack.demo.Community;
import io.amser.devstack.platform.Platform;
import io.amser.devstack.platform.PlatformPorts;
import io.amser.devstack.platform.Progress;
import io.amser.devstack.platform.Service;
import io.amser.devstack.preflight.Preflight;
import io.amser.devstack.preflight.RunLock;
import io.amser.devstack.server.ChainSettings;
import io.amser.devstack.session.Session;
import io.amser.devstack.timeline.Moment;
import io.amser.devstack.timeline.Timeline;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.webhook.WebhookReceiver;
import io.amser.protocol.PlanKey;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code ./amser up}: the whole platform with demo data, until Ctrl-C. */
final class Up {

    static final int DISK_MEGABYTES = 1_000;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int CREATED = 201;

    private final PrintStream out;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Set<Service> missed = new HashSet<>();

    Up(PrintStream out) {
        this.out = out;
    }

    /** Returns the exit status, after Ctrl-C. */
    int run() throws InterruptedException {
        var folder = Folders.of("up");
        try (var _ = RunLock.take(folder)) {
            var ports = PlatformPorts.wellKnown();
            Preflight.requireDisk(folder, DISK_MEGABYTES);
            Preflight.requireFreePorts(ports.byOwner());
            out.println("amser: starting the platform");
            try (var platform = Platform.start(
                            Folders.emptied(folder.resolve("run")),
                            ports,
                            ChainSettings.blockPerTransaction().withHeartbeat(BETWEEN_LOOKS),
                            new Progress(out));
                    var _ = timeline(platform);
                    var receiver = WebhookReceiver.start(arrival -> out.println("  " + arrival.line()))) {
                Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "ctrl-c"));
                makeEndpoint(platform, receiver);
                var cast = new Cast(platform.node(), platform.contracts());
                var pro = cast.offerPro();
                gatherCommunity(platform, pro);
                table(platform, pro, receiver);
                cast.aliceSubscribes(pro);
                cast.bobSubscribes(pro);
                cast.carolSubscribes(pro);
                watch(platform);
            }
            out.println("amser: stopped");
            return 0;
        } finally {
            ended.countDown();
        }
    }

    private void stop() {
        out.println("\namser: stopping");
        stopped.countDown();
        try {
            ended.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Timeline timeline(Platform platform) {
        return Timeline.start(
                platform.node(),
                platform.contracts().known(),
                Cast.people(),
                platform.contracts().startBlock(),
                moment -> out.println(line(moment)));
    }

    private static String line(Moment moment) {
        return "  " + moment.line();
    }

    /** Before anything happens that the merchant is told of. */
    private static void makeEndpoint(Platform platform, WebhookReceiver receiver) {
        try (var session = Session.signIn(platform.api(), platform.webApp(), Account.merchant())) {
            var made = session.post("/v0/webhooks", "{\"url\": \"%s\"}".formatted(receiver.uri()));
            receiver.trust(made.expecting(CREATED).json().get("secret").asString());
        }
    }

    private static void gatherCommunity(Platform platform, PlanKey pro) {
        try (var session = Session.signIn(platform.api(), platform.webApp(), Account.merchant())) {
            Community.gather(platform.discord()).open(session, pro);
        }
    }

    private void table(Platform platform, PlanKey pro, WebhookReceiver receiver) {
        var merchant = Account.merchant().address();
        out.printf(
                """

                  REST API          %1$s/v0/status
                  its document      %1$s/q/openapi
                  bearer token      %2$s   (merchant endpoints, this machine only)
                  chain             %3$s   (id 31337)
                  PostgreSQL        postgres://postgres:postgres@127.0.0.1:%4$d
                  Kafka             %5$s
                  logs              %6$s

                  merchant          %7$s
                  module            %8$s
                  plan              %9$s "Pro", 10 USDC every 30 days, 3 days of grace
                  USDC              %10$s
                  Alice             %11$s   has plenty
                  Bob               %12$s   has money for one charge
                  Carol             %13$s   allowed enough for one charge
                  webhooks          %14$s   takes what is signed, and shows it below
                  Discord           %15$s   a stand-in, where the bot is on a server: /verify links a wallet, and Pro gives a role

                  Try:  ./amser clock +30d     a month passes, renewals are charged
                        ./amser status         where each service stands
                        curl '%1$s/v0/auth/check?module_address=%8$s&wallet=%11$s&plan_ids=%9$s'
                        curl -H 'Authorization: Bearer %2$s' %1$s/v0/activity/%7$s
                  Ctrl-C stops everything.

                """,
                platform.api(),
                Platform.DEV_KEY,
                platform.chain().http(),
                platform.postgres().port(),
                platform.kafka().bootstrapServers(),
                platform.logs(),
                merchant,
                pro.module(),
                pro.id(),
                platform.contracts().token(),
                Account.subscriber(0).address(),
                Account.subscriber(1).address(),
                Account.subscriber(2).address(),
                receiver.uri(),
                platform.discord().page());
    }

    /** Until Ctrl-C; says once when a service has died, because nobody restarts it here. */
    private void watch(Platform platform) throws InterruptedException {
        while (!stopped.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
            for (var service : Service.values()) {
                var process = platform.service(service);
                if (!process.isAlive() && missed.add(service)) {
                    out.printf("amser: %s has ended; its log says why: %s%n", service.module(), process.log());
                }
            }
        }
    }
}
