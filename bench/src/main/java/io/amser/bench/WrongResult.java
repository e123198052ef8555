package io.amser.bench;

import java.io.Serial;

/** What was measured did not do what it has to do, so that its speed says nothing. */
public final class WrongResult extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public WrongResult(String sentence) {
        super(sentence);
    }
}
