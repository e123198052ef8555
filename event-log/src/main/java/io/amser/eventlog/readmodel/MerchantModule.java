package io.amser.eventlog.readmodel;

import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.ModuleKind;
import io.amser.protocol.event.ChainEvent.ModuleDeployed;

/** A contract that holds one merchant's plans. */
public record MerchantModule(
        Address address, Address merchant, ModuleKind kind, Address processor, ChainTime deployedAt) {

    static MerchantModule of(ModuleDeployed event) {
        return new MerchantModule(
                event.module(),
                event.merchant(),
                event.kind(),
                event.processor(),
                event.origin().blockTime());
    }
}
