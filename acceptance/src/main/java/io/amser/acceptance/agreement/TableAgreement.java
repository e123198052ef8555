package io.amser.acceptance.agreement;

import io.amser.acceptance.stage.Stage;
import io.amser.devstack.platform.Service;
import java.util.ArrayList;
import java.util.List;

/** Every service folds the log into the same tables. */
final class TableAgreement {

    private static final List<Service> OTHERS = List.of(Service.KEEPER, Service.WEBHOOK, Service.DISCORD);

    private TableAgreement() {}

    static List<String> wrong(Stage stage) {
        var wrong = new ArrayList<String>();
        var tables = stage.tables(Service.API);
        for (var service : OTHERS) {
            var others = stage.tables(service);
            tables.forEach((table, rows) -> {
                if (!rows.equals(others.get(table))) {
                    wrong.add("The table %s of %s is not that of %s"
                            .formatted(table, service.module(), Service.API.module()));
                }
            });
        }
        return wrong;
    }
}
