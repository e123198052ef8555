package io.amser.acceptance.agreement;

import io.amser.acceptance.stage.Stage;
import io.amser.devstack.platform.Service;
import java.util.ArrayList;
import java.util.List;

/** No service has set a record aside: what the indexer writes can always be applied. */
final class DeadLetterAgreement {

    private static final List<Service> CONSUMERS =
            List.of(Service.API, Service.KEEPER, Service.WEBHOOK, Service.DISCORD);

    private DeadLetterAgreement() {}

    static List<String> wrong(Stage stage) {
        var wrong = new ArrayList<String>();
        for (var service : CONSUMERS) {
            int letters = stage.deadLetters(service).size();
            if (letters > 0) {
                wrong.add("%s has set %d records aside".formatted(service.module(), letters));
            }
        }
        return wrong;
    }
}
