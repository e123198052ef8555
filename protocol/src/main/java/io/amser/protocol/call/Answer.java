package io.amser.protocol.call;

import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TokenAmount;
import java.math.BigInteger;
import java.util.List;
import org.web3j.abi.datatypes.Type;

/** The decoded values of an answer, by position. */
record Answer(@SuppressWarnings("rawtypes") List<Type> values) {
    Answer {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("The contract did not answer: is it deployed, and the right one?");
        }
    }

    Address address(int position) {
        return Address.parse((String) values.get(position).getValue());
    }

    boolean bool(int position) {
        return (Boolean) values.get(position).getValue();
    }

    BigInteger number(int position) {
        return (BigInteger) values.get(position).getValue();
    }

    List<BigInteger> numbers(int position) {
        return ((List<?>) values.get(position).getValue())
                .stream()
                        .map(number -> (BigInteger) ((Type<?>) number).getValue())
                        .toList();
    }

    TokenAmount amount(int position) {
        return new TokenAmount(number(position));
    }

    ChainTime time(int position) {
        return new ChainTime(number(position).longValueExact());
    }

    String text(int position) {
        return (String) values.get(position).getValue();
    }

    <S> S struct(int position, Class<S> type) {
        return type.cast(values.get(position));
    }
}
