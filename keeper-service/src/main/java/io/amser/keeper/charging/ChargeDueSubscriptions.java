package io.amser.keeper.charging;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.amser.keeper.assignment.Assignments;
import io.amser.keeper.assignment.Turns;
import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.Head;
import io.amser.keeper.chain.HexBytes;
import io.amser.keeper.chain.ProcessorState;
import io.amser.keeper.decision.ChargeDecision.NotWorthwhile;
import io.amser.keeper.decision.DecidedCharge;
import io.amser.keeper.decision.Lot;
import io.amser.keeper.decision.Sorted;
import io.amser.keeper.journal.Charges;
import io.amser.keeper.journal.GasFees;
import io.amser.keeper.journal.Payload;
import io.amser.keeper.journal.SentCharge;
import io.amser.keeper.schedule.DueCharge;
import io.amser.keeper.schedule.DueCharges;
import io.amser.keeper.schedule.Note;
import io.amser.keeper.sql.Database;
import io.amser.keeper.submission.Sending;
import io.amser.keeper.submission.Submitter;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Reason;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.Call;
import io.amser.protocol.call.ProcessorCalls;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Charges what is due at one processor, a lot at a time. */
public final class ChargeDueSubscriptions {
    /** A window whose end nobody knows is not left in the nodes' pools for longer. */
    private static final Duration VALID_WITHOUT_KNOWING = Duration.ofHours(1);

    private final Chain chain;
    private final Database database;
    private final Submitter submitter;
    private final Address keeper;
    private final Assignments assignments;
    private final ChargingConfig config;
    private final Map<Address, BigDecimal> prices;

    public ChargeDueSubscriptions(
            Chain chain,
            Database database,
            Submitter submitter,
            Address keeper,
            Assignments assignments,
            ChargingConfig config) {
        this.chain = chain;
        this.database = database;
        this.submitter = submitter;
        this.keeper = keeper;
        this.assignments = assignments;
        this.config = config;
        this.prices = config.tokenPrices().entrySet().stream()
                .collect(toMap(price -> Address.parse(price.getKey()), Map.Entry::getValue));
    }

    /** Whether so much ether pays for the gas of one charge. */
    public boolean canPay(BigInteger balance, ProcessorState state, GasFees fees) {
        var limit = gas(state).limitFor(1);
        return balance.compareTo(fees.max().multiply(BigInteger.valueOf(limit))) >= 0;
    }

    private GasPlan gas(ProcessorState state) {
        return new GasPlan(config.gasTarget(), config.gasPerCharge(), state.itemGas());
    }

    /** Looks at the oldest due windows; false once there is nothing that another look would move. */
    public boolean chargeLot(Address processor, ProcessorState state, GasFees fees, Head head) {
        var gas = gas(state);
        var limit = Math.min(config.lotSize(), submitter.room() * gas.chargesPerTransaction());
        if (limit <= 0) {
            return false;
        }
        var lot = database.inTransaction(
                session -> DueCharges.lease(session, processor, head.time(), limit, config.lease()));
        try {
            return !lot.isEmpty() && takeTurns(lot, new Conditions(processor, state, gas, fees, head));
        } catch (RuntimeException e) {
            handBack(lot);
            throw e;
        }
    }

    /** Leaves to others what is theirs for now: it comes back when it is our turn. */
    private boolean takeTurns(List<DueCharge> lot, Conditions now) {
        var turns = Turns.of(
                lot,
                assignments.at(now.processor()),
                now.state().pauses(),
                now.head().time());
        if (!turns.later().isEmpty()) {
            database.run(session -> DueCharges.defer(session, turns.later()));
        }
        var moved = !turns.ours().isEmpty() && work(turns.ours(), now);
        return moved || !turns.later().isEmpty();
    }

    private boolean work(List<DueCharge> lot, Conditions now) {
        var sorted = Sorted.of(decide(lot, now));
        var moved = finish(sorted.staying(), now);
        var sending = sorted.sending();
        var size = now.gas().chargesPerTransaction();
        for (var from = 0; from < sending.size(); from += size) {
            moved |= sendWorthwhile(sending.subList(from, Math.min(sending.size(), from + size)), now);
        }
        return moved;
    }

    private List<DecidedCharge> decide(List<DueCharge> lot, Conditions now) {
        var answers = chain.look(lot, now.head());
        var inFlight = database.inTransaction(
                session -> Charges.inFlight(session, answers.purses().keySet()));
        var purses = answers.purses().entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        wallet -> wallet.getValue()
                                .withInFlight(inFlight.getOrDefault(wallet.getKey(), TokenAmount.ZERO))));
        return Lot.decide(
                answers.quoted(), purses, now.state().pauses(), now.head().time());
    }

    /** Leaves out what costs more than it earns, where the keeper is told to. */
    private boolean sendWorthwhile(List<DecidedCharge> batch, Conditions now) {
        if (!config.profitableOnly()) {
            return send(batch, now);
        }
        var modules = batch.stream()
                .map(item -> item.quoted().due().subscription().module())
                .collect(toSet());
        var profit = new Profit(prices, chain.fees(now.processor(), modules, now.head()));
        var worthwhile = profit.worthwhile(batch, charges -> cost(batch.subList(0, charges), now));
        var others = batch.stream()
                .filter(item -> !worthwhile.contains(item))
                .map(item -> new DecidedCharge(item.quoted(), new NotWorthwhile()))
                .toList();
        var moved = finish(others, now);
        return (!worthwhile.isEmpty() && send(worthwhile, now)) || moved;
    }

    private BigInteger cost(List<DecidedCharge> batch, Conditions now) {
        return submitter.costOf(payload(batch, now), now.fees(), now.gas().expectedFor(batch.size()), now.head());
    }

    /** Simulates a batch as a whole, in the order in which it will run, and sends what will come of it. */
    private boolean send(List<DecidedCharge> batch, Conditions now) {
        var results = chain.simulate(keeper, call(batch, now), now.gas().limitFor(batch.size()));
        if (results.isEmpty()) {
            return split(batch, now);
        }
        var simulated = Sorted.of(IntStream.range(0, batch.size())
                .mapToObj(i -> batch.get(i).simulated(results.get().get(i)))
                .toList());
        var moved = finish(simulated.staying(), now);
        return submit(simulated.sending(), now) || moved;
    }

    /**
     * No item can revert a batch; should one do it all the same, it is found by simulating each alone, in one request, and waits. What only
     * reverts together goes in two halves.
     */
    private boolean split(List<DecidedCharge> batch, Conditions now) {
        if (batch.size() == 1) {
            return setAside(batch, now);
        }
        var each = chain.simulateEach(
                keeper,
                batch.stream().map(item -> call(List.of(item), now)).toList(),
                now.gas().limitFor(1));
        var poison = new ArrayList<DecidedCharge>();
        var sound = new ArrayList<DecidedCharge>();
        for (var i = 0; i < batch.size(); i++) {
            (each.get(i).isEmpty() ? poison : sound).add(batch.get(i));
        }
        if (poison.isEmpty()) {
            var half = sound.size() / 2;
            var moved = send(sound.subList(0, half), now);
            return send(sound.subList(half, sound.size()), now) || moved;
        }
        var moved = setAside(poison, now);
        return (!sound.isEmpty() && send(sound, now)) || moved;
    }

    private boolean setAside(List<DecidedCharge> poison, Conditions now) {
        return finish(
                poison.stream()
                        .map(item -> item.simulated(Reason.QUOTE_MISMATCH))
                        .toList(),
                now);
    }

    /** Sends the oldest first, in batches of half the size each time one is more than there is money for, down to a single charge. */
    private boolean submit(List<DecidedCharge> batch, Conditions now) {
        var left = batch;
        var size = batch.size();
        var sent = false;
        while (!left.isEmpty() && submitter.room() > 0) {
            var part = left.subList(0, Math.min(size, left.size()));
            var became = sendNow(part, now);
            if (became == Sending.UNSIGNED || (became == Sending.TOO_DEAR && part.size() == 1)) {
                break;
            }
            if (became == Sending.TOO_DEAR) {
                size = part.size() / 2;
            } else {
                left = left.subList(part.size(), left.size());
                sent |= became == Sending.SENT;
            }
        }
        handBack(dueOf(left));
        return sent;
    }

    private Sending sendNow(List<DecidedCharge> batch, Conditions now) {
        var payload = payload(batch, now);
        var charges = batch.stream()
                .map(item -> SentCharge.of(item, now.state().pauses()))
                .toList();
        var notes = notes(batch, now);
        var became = submitter.submit(payload, charges, notes, now.fees(), now.head());
        if (became == Sending.TAKEN) {
            handBack(dueOf(batch));
        }
        return became;
    }

    private static Payload payload(List<DecidedCharge> batch, Conditions now) {
        return new Payload(
                now.processor(),
                new HexBytes(call(batch, now).data()),
                now.gas().limitFor(batch.size()),
                now.validUntil(batch));
    }

    /** Writes down what follows for windows that are not sent; false if there are none. */
    private boolean finish(List<DecidedCharge> decided, Conditions now) {
        var notes = notes(decided, now);
        database.run(session -> {
            DueCharges.release(session, dueOf(decided));
            DueCharges.note(session, notes);
        });
        return !decided.isEmpty();
    }

    private void handBack(Collection<DueCharge> held) {
        database.run(session -> DueCharges.release(session, held));
    }

    private static List<DueCharge> dueOf(Collection<DecidedCharge> decided) {
        return decided.stream().map(item -> item.quoted().due()).toList();
    }

    private static List<Note> notes(Collection<DecidedCharge> decided, Conditions now) {
        return decided.stream()
                .map(item -> AfterDecision.note(
                        item, now.state().pauses(), now.head().time()))
                .toList();
    }

    private static Call<List<Reason>> call(List<DecidedCharge> batch, Conditions now) {
        var subscriptions = dueOf(batch).stream().map(DueCharge::subscription).toList();
        return ProcessorCalls.batchExecute(now.processor(), subscriptions);
    }

    /** What holds for all that is decided in one look. */
    private record Conditions(Address processor, ProcessorState state, GasPlan gas, GasFees fees, Head head) {
        ChainTime validUntil(List<DecidedCharge> batch) {
            return batch.stream()
                    .map(item -> item.quoted().due().lastSendAt(state.pauses()))
                    .map(last -> last.orElse(head.time().plus(VALID_WITHOUT_KNOWING)))
                    .min(ChainTime::compareTo)
                    .orElseThrow();
        }
    }
}
