package io.amser.protocol.call;

import io.amser.protocol.Address;
import java.util.List;
import java.util.function.Function;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Type;
import org.web3j.protocol.core.RemoteFunctionCall;

/** A call of a contract: the data to ask or to send it with, and the meaning of its answer. */
public final class Call<T> {
    private final Address to;
    private final String data;
    private final Function<String, T> meaning;

    private Call(Address to, String data, Function<String, T> meaning) {
        this.to = to;
        this.data = data;
        this.meaning = meaning;
    }

    /** The answer of a call that answers nothing. */
    public enum Done {
        DONE
    }

    /** A question, for {@code eth_call}. */
    static <T> Call<T> question(Address to, RemoteFunctionCall<?> call, Function<Answer, T> meaning) {
        return new Call<>(
                to, call.encodeFunctionCall(), hex -> meaning.apply(new Answer(call.decodeFunctionResponse(hex))));
    }

    /** A question whose answer is a struct of static members, which is encoded as if each were an answer of its own. */
    @SuppressWarnings("rawtypes")
    static <T> Call<T> questionOfStruct(
            Address to, RemoteFunctionCall<?> call, List<Class<? extends Type>> members, Function<Answer, T> meaning) {
        var types = members.stream().map(Call::reference).toList();
        return new Call<>(
                to,
                call.encodeFunctionCall(),
                hex -> meaning.apply(new Answer(FunctionReturnDecoder.decode(hex, types))));
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static TypeReference<Type> reference(Class<? extends Type> type) {
        return (TypeReference<Type>) (TypeReference) TypeReference.create(type);
    }

    /** A transaction that answers nothing. */
    static Call<Done> transaction(Address to, RemoteFunctionCall<?> call) {
        return new Call<>(to, call.encodeFunctionCall(), _ -> Done.DONE);
    }

    /** A transaction whose answer only a simulation sees: the wrappers do not know its type. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    static <T> Call<T> transaction(
            Address to, RemoteFunctionCall<?> call, TypeReference<?> answer, Function<Answer, T> meaning) {
        return new Call<>(
                to,
                call.encodeFunctionCall(),
                hex -> meaning.apply(new Answer(
                        (List<Type>) (List) FunctionReturnDecoder.decode(hex, List.of((TypeReference<Type>) answer)))));
    }

    public Address to() {
        return to;
    }

    /** Selector and arguments, as hexadecimal text with 0x. */
    public String data() {
        return data;
    }

    /**
     * What the contract's answer means.
     *
     * @param hex as {@code eth_call} returns it
     * @throws IllegalArgumentException if the address has no such function: its answer is empty or too short
     */
    public T answer(String hex) {
        return meaning.apply(hex);
    }
}
