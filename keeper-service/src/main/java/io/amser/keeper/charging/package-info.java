/**
 * The keeper's round: settle what was sent, look at what is due, send what will succeed.
 *
 * <p>A round is plain code on a virtual thread. Whatever breaks it off, an outage or a crash, the next one begins from the tables and the chain alone.
 */
@NullMarked
package io.amser.keeper.charging;

import org.jspecify.annotations.NullMarked;
