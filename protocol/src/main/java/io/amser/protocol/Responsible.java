package io.amser.protocol;

import java.util.Arrays;

/** Who has to act before a failed charge can succeed; in the order of the contracts. */
public enum Responsible {
    NOBODY("nobody"),
    SUBSCRIBER("subscriber"),
    PROTOCOL("protocol"),
    KEEPER("keeper");

    private static final Responsible[] BY_NUMBER = values();

    private final String apiName;

    Responsible(String apiName) {
        this.apiName = apiName;
    }

    public static Responsible ofChain(int number) {
        if (number < 0 || number >= BY_NUMBER.length) {
            throw new IllegalArgumentException("The contracts know no responsible party " + number);
        }
        return BY_NUMBER[number];
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
