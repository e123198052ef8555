/** PostgreSQL for sequences of steps in plain code: blocking, meant for virtual threads. */
@NullMarked
package io.amser.keeper.sql;

import org.jspecify.annotations.NullMarked;
