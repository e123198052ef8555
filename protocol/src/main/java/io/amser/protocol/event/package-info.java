/**
 * Everything that can happen in the protocol, as one sealed family with one record per event.
 *
 * <p>An event is what a log says plus where the log stands ({@link io.amser.protocol.event.EventOrigin}). States are folds
 * over events; a reader that switches over a family does not compile until it handles every member.
 */
@NullMarked
package io.amser.protocol.event;

import org.jspecify.annotations.NullMarked;
