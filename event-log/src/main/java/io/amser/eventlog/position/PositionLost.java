package io.amser.eventlog.position;

import java.util.List;

/** A row of the position table does not stand where it was expected: another replica has moved it. */
public final class PositionLost extends RuntimeException {
    PositionLost(List<Advance> steps) {
        super("Another replica has moved one of these positions: " + steps);
    }
}
