/**
 * The way to the services behind: the gate has found out who asks, and this passes the request on with a token that says so,
 * and with nothing else that the caller sent to be let in.
 */
@NullMarked
package io.amser.api.proxy;

import org.jspecify.annotations.NullMarked;
