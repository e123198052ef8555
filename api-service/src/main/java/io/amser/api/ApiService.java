package io.amser.api;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the API. */
@QuarkusMain
public class ApiService {
    private ApiService() {}

    public static void main(String... arguments) {
        // Quarkus would refuse a path with a broken escape without a word; the gate says what is wrong.
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(arguments);
    }
}
