/**
 * What a merchant's programs read with: made by a session, shown once, stored as a hash. A slip of the hand is found by the
 * key's own checksum, before anything is looked up.
 */
@NullMarked
package io.amser.api.access.apikey;

import org.jspecify.annotations.NullMarked;
