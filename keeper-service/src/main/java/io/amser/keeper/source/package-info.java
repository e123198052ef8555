/**
 * Where a keeper learns what will be due.
 *
 * <p>Beside the platform the log of events tells it. A keeper that runs alone reads the chain's own events into the same tables, or asks another platform
 * what is due; whoever tells, nothing is sent before the chain has confirmed it.
 */
@NullMarked
package io.amser.keeper.source;

import org.jspecify.annotations.NullMarked;
