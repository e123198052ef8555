package io.amser.devstack.restless;

import io.amser.protocol.Address;
import io.amser.protocol.call.Call;

/** A transaction of one of the ten accounts for which the node signs; it may revert. */
public record Sending(Address from, Call<?> call) {}
