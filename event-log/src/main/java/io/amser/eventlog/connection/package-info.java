/** How every service is connected to its database. */
@NullMarked
package io.amser.eventlog.connection;

import org.jspecify.annotations.NullMarked;
