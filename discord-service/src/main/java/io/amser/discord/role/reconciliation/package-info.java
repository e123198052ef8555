/**
 * Comparing everything with everything, in case something was missed: each member in turn is checked against the API and against
 * the roles that he has at Discord, and each server's roles are looked at.
 *
 * <p>The API is an upper bound. Where it and our fold disagree the chain itself is asked, and its word stands until an event or the
 * next check says otherwise. An API that does not answer changes nothing.
 */
@NullMarked
package io.amser.discord.role.reconciliation;

import org.jspecify.annotations.NullMarked;
