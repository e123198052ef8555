package io.amser.protocol.call;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.web3j.protocol.ObjectMapperFactory;
import org.web3j.protocol.core.methods.response.AbiDefinition;

/** The ABI of a contract, as the Solidity compiler wrote it. */
public final class ContractAbi {
    private ContractAbi() {}

    /** Functions, events and errors of {@code contract}, named as in Solidity. */
    public static List<AbiDefinition> of(String contract) {
        var resource = "/io/amser/contracts/" + contract + ".abi";
        try (var abi = ContractAbi.class.getResourceAsStream(resource)) {
            if (abi == null) {
                throw new IllegalArgumentException("There is no ABI of a contract called " + contract);
            }
            return Arrays.asList(ObjectMapperFactory.getObjectMapper().readValue(abi, AbiDefinition[].class));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }
}
