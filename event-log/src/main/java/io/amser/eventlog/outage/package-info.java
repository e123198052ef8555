/** When it is the database that is to blame, and waiting helps. */
@NullMarked
package io.amser.eventlog.outage;

import org.jspecify.annotations.NullMarked;
