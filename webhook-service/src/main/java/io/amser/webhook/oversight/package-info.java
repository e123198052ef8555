/**
 * What follows from how endpoints fare: their merchants are told, and who has failed for days is disabled.
 *
 * <p>Nothing is passed on from where it happens. What a merchant was told last stands beside what is so now; whoever finds the
 * two apart tells of it, so that no news is lost with a process and none comes twice.
 */
@NullMarked
package io.amser.webhook.oversight;

import org.jspecify.annotations.NullMarked;
