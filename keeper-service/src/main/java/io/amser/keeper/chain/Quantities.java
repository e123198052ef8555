package io.amser.keeper.chain;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import org.web3j.utils.Numeric;

/** Numbers as nodes write them: {@code 0x} and hexadecimal digits. */
final class Quantities {
    private Quantities() {}

    static BigInteger number(JsonNode quantity) {
        if (!quantity.isTextual()) {
            throw new ChainUnreachable("The node answers without a number: " + quantity);
        }
        return Numeric.decodeQuantity(quantity.asText());
    }

    static long longNumber(JsonNode quantity) {
        return number(quantity).longValueExact();
    }

    static String hex(long number) {
        return Numeric.encodeQuantity(BigInteger.valueOf(number));
    }
}
