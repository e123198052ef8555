package io.amser.acceptance.agreement;

import io.amser.acceptance.stage.Stage;
import io.amser.protocol.Address;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.ModuleDeployed;
import io.amser.protocol.event.ChainEvent.SubscriptionCreated;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The API shows of every subscription what the contracts say about it. */
final class SubscriptionAgreement {

    private final Stage stage;
    private final List<SubscriptionCreated> created;
    private final Map<SubscriptionKey, List<ExecutionExecuted>> charges;
    private final List<Address> merchants;

    SubscriptionAgreement(Stage stage, List<ChainEvent> events) {
        this.stage = stage;
        this.created = of(SubscriptionCreated.class, events);
        this.charges = of(ExecutionExecuted.class, events).stream()
                .collect(Collectors.groupingBy(ExecutionExecuted::subscription));
        this.merchants = of(ModuleDeployed.class, events).stream()
                .map(ModuleDeployed::merchant)
                .distinct()
                .toList();
    }

    List<String> wrong() {
        var wrong = new ArrayList<String>();
        var shown = shown();
        if (shown.size() != created.size()) {
            wrong.add("The API shows %d subscriptions of %d".formatted(shown.size(), created.size()));
        }
        for (var event : created) {
            compare(event, shown, wrong);
        }
        return wrong;
    }

    private void compare(SubscriptionCreated event, Map<String, Shown> shown, List<String> wrong) {
        var key = event.subscription();
        var onChain = new OnChain(stage, key, charges.getOrDefault(key, List.of()));
        var found = shown.get(key.toString());
        if (!onChain.shown().equals(found)) {
            wrong.add("%s: the API shows %s, the contracts say %s".formatted(key, found, onChain.shown()));
        }
        if (onChain.active() != isAuthorized(event)) {
            wrong.add("%s: auth/check does not say what isActive says, %s".formatted(key, onChain.active()));
        }
    }

    private boolean isAuthorized(SubscriptionCreated event) {
        var question = "/v0/auth/check?module_address=%s&wallet=%s&plan_ids=%s"
                .formatted(event.subscription().module(), event.subscriber(), event.plan());
        return stage.api().get(question).body().path("authorized").asBoolean(false);
    }

    private Map<String, Shown> shown() {
        var shown = new HashMap<String, Shown>();
        for (var merchant : merchants) {
            for (var view : stage.api().get("/v0/subscriptions/" + merchant).body()) {
                var key = view.get("module_address").asString() + "/"
                        + view.get("on_chain_id").asString();
                shown.put(key, Shown.of(view));
            }
        }
        return shown;
    }

    private static <E extends ChainEvent> List<E> of(Class<E> kind, List<ChainEvent> events) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
