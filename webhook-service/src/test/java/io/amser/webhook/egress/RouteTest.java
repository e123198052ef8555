package io.amser.webhook.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTest {
    private static final InetAddress PUBLIC = InetAddress.ofLiteral("8.8.8.8");
    private static final InetAddress PRIVATE = InetAddress.ofLiteral("10.0.0.1");

    @Test
    void the_way_leads_to_the_first_address_of_the_name() {
        assertThat(Route.among(List.of(PUBLIC, InetAddress.ofLiteral("1.1.1.1")), EgressPolicy.PUBLIC_INTERNET))
                .isEqualTo(new Route.To(PUBLIC));
    }

    @Test
    void one_forbidden_address_behind_a_good_one_closes_the_way() {
        assertThat(Route.among(List.of(PUBLIC, PRIVATE), EgressPolicy.PUBLIC_INTERNET))
                .isEqualTo(new Route.Nowhere(Refusal.PRIVATE));
    }

    @Test
    void a_name_that_turns_inward_after_the_endpoint_was_made_is_refused_then() {
        var answers = new ArrayDeque<>(List.of(List.of(PUBLIC), List.of(PRIVATE)));
        var routes = new Routes(_ -> Future.succeededFuture(answers.remove()), EgressPolicy.PUBLIC_INTERNET);
        var url = new TargetUrl(true, "hooks.shop.com", 443, "/");

        assertThat(routes.to(url).result()).isEqualTo(new Route.To(PUBLIC));
        assertThat(routes.to(url).result()).isEqualTo(new Route.Nowhere(Refusal.PRIVATE));
    }

    @Test
    void an_address_needs_no_name() {
        var routes = new Routes(
                name -> Future.failedFuture(new AssertionError("Nobody should ask for " + name)),
                EgressPolicy.PUBLIC_INTERNET);

        assertThat(routes.to(new TargetUrl(true, "8.8.8.8", 443, "/")).result()).isEqualTo(new Route.To(PUBLIC));
    }
}
