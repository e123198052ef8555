package io.amser.acceptance.agreement;

import io.amser.acceptance.stage.Stage;
import io.amser.protocol.Address;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import io.amser.protocol.event.ChainEvent.ModuleDeployed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A merchant's activity lists each charge and each failure of the chain once, the newest first. */
final class ActivityAgreement {

    private final Stage stage;
    private final List<ChainEvent> events;

    ActivityAgreement(Stage stage, List<ChainEvent> events) {
        this.stage = stage;
        this.events = events;
    }

    List<String> wrong() {
        var wrong = new ArrayList<String>();
        events.stream()
                .filter(ModuleDeployed.class::isInstance)
                .map(event -> ((ModuleDeployed) event).merchant())
                .distinct()
                .forEach(merchant -> {
                    var shown = shown(merchant);
                    var expected = expected(merchant);
                    if (!shown.equals(expected)) {
                        wrong.add("The activity of %s shows %d rows that are not the chain's %d"
                                .formatted(merchant, shown.size(), expected.size()));
                    }
                });
        return wrong;
    }

    private List<Row> shown(Address merchant) {
        var rows = stage.api().get("/v0/activity/" + merchant).body();
        return StreamSupport.stream(rows.spliterator(), false).map(Row::of).toList();
    }

    private List<Row> expected(Address merchant) {
        return events.reversed().stream()
                .filter(event -> Objects.equals(event.origin().merchant(), merchant))
                .flatMap(event -> switch (event) {
                    case ExecutionExecuted e ->
                        List.of(new Row(
                                        e.id().value(),
                                        e.amount().toString(),
                                        e.protocolFee().toString(),
                                        ""))
                                .stream();
                    case ExecutionFailed e ->
                        List.of(new Row(e.id().value(), "0", "0", e.code().apiName())).stream();
                    default -> List.<Row>of().stream();
                })
                .toList();
    }

    private record Row(String eventId, String amount, String fee, String reason) {

        static Row of(JsonNode row) {
            return new Row(
                    row.get("event_id").asString(),
                    row.get("amount_charged").asString(),
                    row.get("fee_paid").asString(),
                    row.get("reason").asString(""));
        }
    }
}
