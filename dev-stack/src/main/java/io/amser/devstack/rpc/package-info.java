/**
 * Nodes that misbehave: a proxy in front of a real node that lags, lies, refuses, damages its answers or says nothing, as a script tells it to.
 *
 * <p>What happens to one request is decided in {@link io.amser.devstack.rpc.HostileNode}: first whether it is answered at all, then what the answer says, then
 * in which shape it arrives.
 */
@NullMarked
package io.amser.devstack.rpc;

import org.jspecify.annotations.NullMarked;
