package io.amser.keeper.submission;

import io.amser.keeper.chain.Receipt;
import io.amser.keeper.journal.ChargeTime;

/** What has become of what was sent: told once, by the replica that wrote it down. */
public sealed interface News {

    record Settled(Receipt receipt) implements News {}

    record Took(ChargeTime time) implements News {}
}
