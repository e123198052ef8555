package io.amser.protocol.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.call.ContractAbi;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.web3j.protocol.core.methods.response.AbiDefinition;
import org.web3j.protocol.core.methods.response.AbiDefinition.NamedType;

/** Holds the decoder and the compiled contracts together: an event that changes in Solidity fails here. */
class LoggedEventTest {
    /** Who owns a contract, and which signatures Permit2 has used up, is no business of any reader. */
    private static final Set<String> NOT_READ = Set.of(
            "OwnershipTransferStarted", "OwnershipTransferred", "NonceInvalidation", "UnorderedNonceInvalidation");

    @ParameterizedTest
    @EnumSource(value = ContractRole.class, names = "CREDIT_MODULE", mode = EnumSource.Mode.EXCLUDE)
    void the_decoder_reads_exactly_the_events_that_the_contracts_declare(ContractRole role) {
        assertThat(read(role)).containsExactlyInAnyOrderElementsOf(declared(contract(role)));
    }

    private static List<String> read(ContractRole role) {
        return Arrays.stream(LoggedEvent.values())
                .filter(event -> event.emitter() == role)
                .map(LoggedEvent::signature)
                .toList();
    }

    private static List<String> declared(String contract) {
        return ContractAbi.of(contract).stream()
                .filter(definition -> definition.getType().equals("event"))
                .filter(event -> !NOT_READ.contains(event.getName()))
                .map(LoggedEventTest::signature)
                .toList();
    }

    private static String signature(AbiDefinition event) {
        return event.getName() + members(event.getInputs());
    }

    private static String members(List<NamedType> members) {
        return members.stream().map(LoggedEventTest::member).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String member(NamedType member) {
        var type = member.getType().equals("tuple") ? members(member.getComponents()) : member.getType();
        return type + (member.isIndexed() ? " indexed " : " ") + member.getName();
    }

    private static String contract(ContractRole role) {
        return switch (role) {
            case PROCESSOR -> "PaymentProcessor";
            case FACTORY -> "ModuleFactory";
            case TOKEN_REGISTRY -> "TokenRegistry";
            case FEE_SCHEDULE -> "FeeSchedule";
            case SUBSCRIPTION_MODULE -> "SubscriptionModule";
            case PERMIT2 -> "Permit2";
            case CREDIT_MODULE -> throw new IllegalArgumentException("There is no credit module yet");
        };
    }
}
