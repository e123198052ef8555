package io.amser.protocol.call;

import io.amser.protocol.Reason;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Type;
import org.web3j.crypto.Hash;
import org.web3j.protocol.core.methods.response.AbiDefinition;
import org.web3j.protocol.core.methods.response.AbiDefinition.NamedType;
import org.web3j.utils.Numeric;

/**
 * Why a call was refused, in the words of the contracts.
 *
 * @param error the name of the custom error, or of what stands for it
 * @param arguments each as {@code name=value}
 */
public record Revert(String error, List<String> arguments) {
    private static final int SELECTOR = 10;
    private static final List<String> CONTRACTS = List.of(
            "PaymentProcessor",
            "SubscriptionModule",
            "ModuleFactory",
            "TokenRegistry",
            "FeeSchedule",
            "Permit2",
            "TestUsd");
    private static final Map<String, AbiDefinition> ERRORS = Stream.concat(Stream.of(text(), panic()), custom())
            .collect(Collectors.toUnmodifiableMap(Revert::selector, error -> error, (error, _) -> error));

    public Revert {
        arguments = List.copyOf(arguments);
    }

    /**
     * Reads what a node returns as the data of a failed call.
     *
     * @param data hexadecimal text with 0x
     */
    public static Revert of(String data) {
        if (data.length() < SELECTOR) {
            return new Revert("reverted without a reason", List.of());
        }
        var error = ERRORS.get(data.substring(0, SELECTOR));
        return error == null
                ? new Revert("an unknown error", List.of("data=" + data))
                : new Revert(error.getName(), arguments(error.getInputs(), data.substring(SELECTOR)));
    }

    @Override
    public String toString() {
        return arguments.isEmpty() ? error : error + "(" + String.join(", ", arguments) + ")";
    }

    private static List<String> arguments(List<NamedType> inputs, String data) {
        var values = FunctionReturnDecoder.decode(
                data, inputs.stream().map(Revert::reference).toList());
        var named = new ArrayList<String>();
        for (var i = 0; i < values.size(); i++) {
            named.add(inputs.get(i).getName() + "=" + value(inputs.get(i), values.get(i)));
        }
        return named;
    }

    private static Object value(NamedType input, Type<?> value) {
        return "enum Reason".equals(input.getInternalType())
                ? Reason.ofChain(((BigInteger) value.getValue()).intValueExact())
                        .chainName()
                : value.getValue();
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static TypeReference<Type> reference(NamedType input) {
        try {
            return (TypeReference<Type>) TypeReference.makeTypeReference(input.getType());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("No error of ours has an argument of type " + input.getType(), e);
        }
    }

    private static String selector(AbiDefinition error) {
        var types = error.getInputs().stream().map(NamedType::getType).collect(Collectors.joining(","));
        var signature = error.getName() + "(" + types + ")";
        return Numeric.toHexString(Hash.sha3(signature.getBytes(StandardCharsets.US_ASCII)))
                .substring(0, SELECTOR);
    }

    private static Stream<AbiDefinition> custom() {
        return CONTRACTS.stream()
                .flatMap(contract -> ContractAbi.of(contract).stream())
                .filter(definition -> "error".equals(definition.getType()));
    }

    private static AbiDefinition text() {
        return builtIn("Error", new NamedType("reason", "string"));
    }

    private static AbiDefinition panic() {
        return builtIn("Panic", new NamedType("code", "uint256"));
    }

    private static AbiDefinition builtIn(String name, NamedType argument) {
        return new AbiDefinition(false, List.of(argument), name, List.of(), "error", false);
    }
}
