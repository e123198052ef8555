/**
 * What the keeper did: one row for each window that was sent, one for each nonce, and the signed bytes.
 *
 * <p>All of it is stored before a node hears of it, so that a crash at any moment leaves either nothing or the very bytes to send again.
 */
@NullMarked
package io.amser.keeper.journal;

import org.jspecify.annotations.NullMarked;
