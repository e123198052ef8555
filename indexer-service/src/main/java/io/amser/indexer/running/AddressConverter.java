package io.amser.indexer.running;

import io.amser.protocol.Address;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads addresses in configuration, in any spelling with a right checksum. */
public final class AddressConverter implements Converter<Address> {
    private static final long serialVersionUID = 1;

    @Override
    public Address convert(String value) {
        return Address.parse(value.strip());
    }
}
