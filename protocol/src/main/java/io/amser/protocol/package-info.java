/**
 * The language of the chain: ids, quantities and times that check themselves once and are trusted from then on.
 *
 * <p>Addresses and hashes are held as lower-case text with the prefix {@code 0x}, the form in which the RPC, Kafka, the
 * database and the API all show them. Text from outside enters by the {@code parse} methods.
 */
@NullMarked
package io.amser.protocol;

import org.jspecify.annotations.NullMarked;
