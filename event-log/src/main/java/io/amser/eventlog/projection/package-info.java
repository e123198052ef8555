/**
 * Applying the log exactly once to a service's tables.
 *
 * <p>A batch of records and the service's position in the log move in one database transaction. A partition's row is advanced from the value that this
 * replica knows, so whoever lost the partition cannot overwrite its successor; a failed advance only means reading the rows again and leaving out what is applied already.
 * This is enough because the records of a partition reach us without holes: each run of them begins at or before the row, and rows never go back.
 */
@NullMarked
package io.amser.eventlog.projection;

import org.jspecify.annotations.NullMarked;
