/**
 * What merchants are told, and in which words: which events of the chain concern them, and the body that says so.
 *
 * <p>Nothing here has a clock or does I/O: an event is told from what happened and what is known around it.
 */
@NullMarked
package io.amser.webhook.event;

import org.jspecify.annotations.NullMarked;
