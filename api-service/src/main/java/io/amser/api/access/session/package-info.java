/**
 * Merchants who have signed in. A nonce lives in a signed cookie until somebody signs in with it; a session is a row, and its
 * cookie only names it: whoever deletes the row ends the session on every replica.
 */
@NullMarked
package io.amser.api.access.session;

import org.jspecify.annotations.NullMarked;
