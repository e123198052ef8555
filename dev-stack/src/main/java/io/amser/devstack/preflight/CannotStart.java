package io.amser.devstack.preflight;

import java.io.Serial;

/** The platform cannot start here and now; the message is one sentence that says why and what to do. */
public final class CannotStart extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public CannotStart(String sentence) {
        super(sentence);
    }
}
