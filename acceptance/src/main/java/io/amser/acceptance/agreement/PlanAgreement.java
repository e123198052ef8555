package io.amser.acceptance.agreement;

import io.amser.acceptance.stage.Stage;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.ModuleDeployed;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The API shows of every plan what the module stores, and no other plans. */
final class PlanAgreement {

    private final Stage stage;
    private final List<ModuleDeployed> modules;

    PlanAgreement(Stage stage, List<ChainEvent> events) {
        this.stage = stage;
        this.modules = events.stream()
                .filter(ModuleDeployed.class::isInstance)
                .map(ModuleDeployed.class::cast)
                .toList();
    }

    List<String> wrong() {
        return modules.stream().flatMap(this::wrong).toList();
    }

    private Stream<String> wrong(ModuleDeployed deployed) {
        var shown = shown(deployed);
        var stored = stored(deployed);
        return Objects.equals(shown, stored)
                ? Stream.empty()
                : Stream.of("The API shows %s as plans of %s, the module stores %s"
                        .formatted(shown, deployed.module(), stored));
    }

    private List<Terms> shown(ModuleDeployed deployed) {
        var plans = stage.api()
                .get("/v0/modules/%s/plans".formatted(deployed.module()))
                .body();
        return StreamSupport.stream(plans.spliterator(), false)
                .map(Terms::shown)
                .sorted()
                .toList();
    }

    private List<Terms> stored(ModuleDeployed deployed) {
        var count = stage.node().ask(ModuleCalls.planCount(deployed.module())).value();
        return LongStream.rangeClosed(1, count)
                .mapToObj(number -> stored(new PlanKey(deployed.module(), new PlanId(number))))
                .toList();
    }

    private Terms stored(PlanKey key) {
        var plan = stage.node().ask(ModuleCalls.plan(key));
        return new Terms(
                key.id().value(),
                plan.price().toString(),
                plan.interval().toSeconds(),
                plan.token().value(),
                plan.active());
    }

    private record Terms(long id, String price, long interval, String token, boolean active)
            implements Comparable<Terms> {

        static Terms shown(JsonNode view) {
            return new Terms(
                    Long.parseLong(view.get("plan_id_on_chain").asString()),
                    view.get("price").asString(),
                    Long.parseLong(view.get("billing_interval").asString()),
                    view.get("token_address").asString(),
                    view.get("active").asBoolean());
        }

        @Override
        public int compareTo(Terms other) {
            return Long.compare(id, other.id);
        }
    }
}
