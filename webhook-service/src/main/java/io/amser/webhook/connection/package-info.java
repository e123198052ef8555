/**
 * What keeps the service alive when a machine vanishes without a word: turns of its loops that end whether the database answers
 * or not. Connections notice it by themselves, and what the server does about a replica that has vanished stands beside the
 * settings of the connection.
 */
@NullMarked
package io.amser.webhook.connection;

import org.jspecify.annotations.NullMarked;
