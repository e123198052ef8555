package io.amser.protocol.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;

class RevertTest {
    @Test
    void a_custom_error_tells_its_arguments_by_name() {
        var data = encoded(
                "NotChargeable",
                new Address("0x" + "0a".repeat(20)),
                new Uint256(BigInteger.valueOf(5)),
                new Uint8(BigInteger.valueOf(9)));

        assertThat(Revert.of(data)).hasToString("NotChargeable(module=0x" + "0a".repeat(20) + ", id=5, reason=NotDue)");
    }

    @Test
    void a_plain_message_is_shown() {
        assertThat(Revert.of(encoded("Error", new Utf8String("no funds")))).hasToString("Error(reason=no funds)");
    }

    @Test
    void a_panic_shows_its_code() {
        assertThat(Revert.of(encoded("Panic", new Uint256(BigInteger.valueOf(17)))))
                .hasToString("Panic(code=17)");
    }

    @Test
    void what_nobody_knows_is_shown_as_it_is() {
        assertThat(Revert.of("0xdeadbeef")).hasToString("an unknown error(data=0xdeadbeef)");
        assertThat(Revert.of("0x")).hasToString("reverted without a reason");
    }

    @SuppressWarnings("rawtypes")
    private static String encoded(String error, Type... arguments) {
        return FunctionEncoder.encode(new Function(error, List.of(arguments), List.of()));
    }
}
