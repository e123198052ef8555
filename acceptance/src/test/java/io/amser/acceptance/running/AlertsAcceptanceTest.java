package io.amser.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.platform.Service;
import io.amser.devstack.process.Checkout;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlertsAcceptanceTest {

    private static final Pattern SERVED = Pattern.compile("^amser_[a-z_]+", Pattern.MULTILINE);
    private static final Pattern ASKED = Pattern.compile("(?m)^ +expr: (.*)$");

    @Test
    void every_rule_asks_for_metrics_that_a_service_serves() throws IOException, InterruptedException {
        var stage = SharedStage.get();
        stage.awaitIndexed();
        var served = new TreeSet<String>();
        try (var http = HttpClient.newHttpClient()) {
            for (var service : Service.values()) {
                var metrics = HttpRequest.newBuilder(
                                stage.platform().service(service).uri("/q/metrics"))
                        .header("Accept", "text/plain")
                        .build();
                served.addAll(names(
                        SERVED, http.send(metrics, BodyHandlers.ofString()).body()));
            }
        }

        var rules = Files.readString(Checkout.root().resolve("k8s/monitoring/alerts.yaml"));
        var asked = ASKED.matcher(rules)
                .results()
                .flatMap(rule -> names(Pattern.compile("amser_[a-z_]+"), rule.group(1)).stream())
                .collect(Collectors.toSet());

        assertThat(asked).hasSizeGreaterThan(8);
        assertThat(served).containsAll(asked);
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }
}
