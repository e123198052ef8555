package io.amser.api.problem;

import io.amser.eventlog.outage.Outage;
import org.jboss.logging.Logger;

/** What a caller is told about a failure, which is logged here. */
final class Failures {
    private static final Logger LOG = Logger.getLogger(Failures.class);

    private Failures() {}

    static Problem problem(Throwable failure) {
        if (failure instanceof ProblemException e) {
            return e.problem();
        }
        if (Outage.isOf(failure)) {
            LOG.warnf(
                    "A request could not be answered, because the database does not answer: %s", failure.getMessage());
            return Problem.of(ProblemCode.DATABASE_UNAVAILABLE, "Try again in a few seconds.");
        }
        LOG.error("A request ended in a failure that nobody foresaw", failure);
        return Problem.of(ProblemCode.INTERNAL_ERROR, "The failure has been logged; try again.");
    }
}
