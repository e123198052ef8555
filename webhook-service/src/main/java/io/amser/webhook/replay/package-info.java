/**
 * What merchants want to be sent once more: all events of a time, with the bytes that they had.
 *
 * <p>A replay is a row, not a process. Any replica takes the next step of it: a bounded part of the merchant's list becomes
 * deliveries in the transaction that moves the replay's place. Only few of its deliveries wait at a time, in the half of the
 * endpoint's way that is not for first attempts, so that what happens now never waits behind what has happened.
 */
@NullMarked
package io.amser.webhook.replay;

import org.jspecify.annotations.NullMarked;
