package io.amser.acceptance.fault.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Whether an endpoint's ledger adds up, and tells of as many events as the merchant was told. */
final class LedgerAudit {

    private LedgerAudit() {}

    static List<String> of(JsonNode endpoint, int told) {
        var ledger = endpoint.get("ledger");
        var parts = Stream.of("delivered", "pending", "parked", "exhausted", "filtered", "dropped", "cancelled")
                .mapToLong(part -> ledger.get(part).asLong())
                .sum();
        var accepted = ledger.get("accepted").asLong();
        var wrong = new ArrayList<String>();
        if (accepted != parts) {
            wrong.add("The ledger of %s does not add up: %s".formatted(endpoint.get("url"), ledger));
        }
        if (accepted != told) {
            wrong.add("%s was offered %d of %d events".formatted(endpoint.get("url"), accepted, told));
        }
        return wrong;
    }
}
