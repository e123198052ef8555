package io.amser.protocol;

import java.util.Arrays;

/** Who has to act before a failed charge can succeed; in the order of the contracts. */
public enum Responsible {
    NOBODY("nobody"),
    SUBSCRIBER("subscriber"),
    PROTOCOL("protocol"),
    KEEPER("keeper");

    private final String apiName;

    Responsible(String apiName) {
        this.apiName = apiName;
    }

    /** As the API and webhooks write it. */
    public String apiName() {
        return apiName;
    }

    public static Responsible ofApiName(String name) {
        return Arrays.stream(values())
                .filter(responsible -> responsible.apiName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nobody is called " + name));
    }
}
