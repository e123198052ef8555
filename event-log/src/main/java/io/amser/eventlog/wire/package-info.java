/**
 * How records look in Kafka: CloudEvents 1.0 in binary mode, with a JSON body.
 *
 * <p>No event has a mapper of its own: {@link io.amser.eventlog.wire.JsonForms} reads the shape of a record class once and writes its components under their names in snake case.
 */
@NullMarked
package io.amser.eventlog.wire;

import org.jspecify.annotations.NullMarked;
