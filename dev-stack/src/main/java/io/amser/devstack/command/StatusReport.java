package io.amser.devstack.command;

import io.amser.devstack.demo.Api;
import io.amser.devstack.platform.PlatformPorts;
import io.amser.devstack.platform.Service;
import io.amser.devstack.process.Ports;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** {@code ./amser status}: what of the local platform runs, and how far it has followed the chain. */
final class StatusReport {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final PrintStream out;

    StatusReport(PrintStream out) {
        this.out = out;
    }

    /** Returns 0 when everything is ready. */
    int run() {
        var ports = PlatformPorts.wellKnown();
        boolean all = line("the chain", Ports.isOpen(ports.chain()) ? "answers" : "is not running", ports.chain());
        all &= line("PostgreSQL", Ports.isOpen(ports.postgres()) ? "answers" : "is not running", ports.postgres());
        all &= line("Kafka", Ports.isOpen(ports.kafka()) ? "answers" : "is not running", ports.kafka());
        var discord = ports.discordStandIn();
        all &= line("Discord's stand-in", Ports.isOpen(discord) ? "answers" : "is not running", discord);
        for (var service : Service.values()) {
            all &= line(service.module(), readiness(ports.of(service)), ports.of(service));
        }
        if (!Ports.isOpen(ports.of(Service.API))) {
            out.println("Start the platform with ./amser up.");
            return 1;
        }
        try (var api = new Api(URI.create("http://127.0.0.1:" + ports.of(Service.API)))) {
            out.println(api.status().toPrettyString());
        }
        return all ? 0 : 1;
    }

    private boolean line(String what, String state, int port) {
        out.printf("  %-18s port %-6d %s%n", what, port, state);
        return state.equals("answers") || state.equals("ready");
    }

    private static String readiness(int port) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/q/health/ready".formatted(port)))
                .timeout(PATIENCE)
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK
                    ? "ready"
                    : "not ready";
        } catch (IOException _) {
            return "is not running";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
