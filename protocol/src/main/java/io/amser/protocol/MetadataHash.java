package io.amser.protocol;

/** The hash of a plan's name and description, which stand off chain. */
public record MetadataHash(String value) {
    public MetadataHash {
        Hex.lowerCase("A metadata hash", value, 64);
    }

    @Override
    public String toString() {
        return value;
    }
}
