/**
 * How far a service has come in the log: one row per partition in the service's own database.
 */
@NullMarked
package io.amser.eventlog.position;

import org.jspecify.annotations.NullMarked;
