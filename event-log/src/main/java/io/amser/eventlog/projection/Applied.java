package io.amser.eventlog.projection;

import io.amser.eventlog.position.Advance;
import java.util.List;

/**
 * What came of a batch.
 *
 * @param events how many events the projection was given
 */
record Applied(List<Advance> steps, int events) {}
