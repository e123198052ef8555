package io.amser.protocol.call;

import static io.amser.protocol.call.Wrappers.PROCESSOR;

import io.amser.protocol.Address;
import io.amser.protocol.Reason;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.WindowId;
import io.amser.protocol.call.Call.Done;
import io.amser.protocol.subscription.ProcessorPauses;
import java.math.BigInteger;
import java.util.List;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.generated.Uint8;

/** Calls of the payment processor. */
public final class ProcessorCalls {
    private ProcessorCalls() {}

    public static Call<Done> execute(Address processor, SubscriptionKey subscription) {
        return Call.transaction(
                processor,
                PROCESSOR.execute(
                        subscription.module().value(), subscription.id().value()));
    }

    /** Answers per item: NONE was charged, a reason with a failure code was reported, any other was skipped. */
    public static Call<List<Reason>> batchExecute(Address processor, List<SubscriptionKey> subscriptions) {
        var call = PROCESSOR.batchExecute(
                subscriptions.stream().map(key -> key.module().value()).toList(),
                subscriptions.stream().map(key -> key.id().value()).toList());
        return Call.transaction(processor, call, new TypeReference<DynamicArray<Uint8>>() {}, ProcessorCalls::reasons);
    }

    public static Call<Done> setKeeper(Address processor, Address keeper, boolean allowed) {
        return Call.transaction(processor, PROCESSOR.setKeeper(keeper.value(), allowed));
    }

    public static Call<Done> setOpenExecution(Address processor, boolean open) {
        return Call.transaction(processor, PROCESSOR.setOpenExecution(open));
    }

    public static Call<Done> pause(Address processor) {
        return Call.transaction(processor, PROCESSOR.pause());
    }

    public static Call<Done> unpause(Address processor) {
        return Call.transaction(processor, PROCESSOR.unpause());
    }

    public static Call<Boolean> isKeeper(Address processor, Address account) {
        return Call.question(processor, PROCESSOR.isKeeper(account.value()), answer -> answer.bool(0));
    }

    public static Call<Boolean> openExecution(Address processor) {
        return Call.question(processor, PROCESSOR.openExecution(), answer -> answer.bool(0));
    }

    public static Call<Boolean> isCharged(Address processor, SubscriptionKey subscription, WindowId window) {
        var call = PROCESSOR.isCharged(
                subscription.module().value(), subscription.id().value(), BigInteger.valueOf(window.value()));
        return Call.question(processor, call, answer -> answer.bool(0));
    }

    public static Call<ProcessorPauses> pauseTimes(Address processor) {
        return Call.question(
                processor,
                PROCESSOR.pauseTimes(),
                answer -> new ProcessorPauses(answer.bool(0), answer.time(1), answer.time(2)));
    }

    public static Call<Registration> registration(Address processor, SubscriptionKey subscription) {
        return Call.question(
                processor,
                PROCESSOR.registration(
                        subscription.module().value(), subscription.id().value()),
                answer -> new Registration(answer.address(0), answer.address(1), answer.amount(2)));
    }

    public static Call<Address> factory(Address processor) {
        return Call.question(processor, PROCESSOR.factory(), answer -> answer.address(0));
    }

    public static Call<Address> tokenRegistry(Address processor) {
        return Call.question(processor, PROCESSOR.tokenRegistry(), answer -> answer.address(0));
    }

    public static Call<Address> permit2(Address processor) {
        return Call.question(processor, PROCESSOR.permit2(), answer -> answer.address(0));
    }

    /** The contract that says what of a charge goes to protocol and keeper. */
    public static Call<Address> feeSchedule(Address processor) {
        return Call.question(processor, PROCESSOR.feeSchedule(), answer -> answer.address(0));
    }

    /** The gas that an item needs to be attempted at all. */
    public static Call<BigInteger> itemGas(Address processor) {
        return Call.question(processor, PROCESSOR.ITEM_GAS(), answer -> answer.number(0));
    }

    private static List<Reason> reasons(Answer answer) {
        return answer.numbers(0).stream()
                .map(number -> Reason.ofChain(number.intValueExact()))
                .toList();
    }
}
