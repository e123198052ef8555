package io.amser.keeper.charging;

import io.amser.keeper.chain.Head;
import io.amser.keeper.chain.ProcessorState;
import io.amser.keeper.concern.Concern;
import io.amser.keeper.schedule.Backlog;
import io.amser.keeper.submission.Budget;
import io.amser.protocol.Address;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the last round saw, for health, metrics and status. */
public final class Condition {
    private volatile @Nullable Head head;
    private volatile BigInteger balance = BigInteger.ZERO;
    private volatile boolean gasTooDear;
    private volatile boolean walletEmpty;
    private volatile Set<Address> delisted = Set.of();
    private volatile @Nullable Concern outage;
    private volatile Optional<String> nonceDrift = Optional.empty();
    private volatile Budget budget = Budget.UNKNOWN;
    private volatile @Nullable Instant begun;
    private volatile @Nullable Instant lastBegun;
    private volatile @Nullable Instant lastThrough;
    private volatile Backlog backlog = Backlog.NONE;
    private final Map<Address, ProcessorState> processors = new ConcurrentHashMap<>();

    /** A round is under way from now until it went through or broke off. */
    public void begins(Instant now) {
        begun = now;
        lastBegun = now;
        if (lastThrough == null) {
            lastThrough = now;
        }
    }

    void sees(Head newest, BigInteger ofKey) {
        head = newest;
        balance = ofKey;
    }

    void processor(Address processor, ProcessorState state) {
        processors.put(processor, state);
    }

    void gasTooDear(boolean tooDear) {
        gasTooDear = tooDear;
    }

    void sends(Optional<String> drift, Budget today) {
        nonceDrift = drift;
        budget = today;
    }

    /** Whether the key cannot pay for the gas of one charge. */
    void walletEmpty(boolean empty) {
        walletEmpty = empty;
    }

    /** @param tokens that are disabled while charges wait for them */
    void wentThrough(Backlog left, Set<Address> tokens) {
        backlog = left;
        delisted = Set.copyOf(tokens);
        outage = null;
        begun = null;
    }

    /** The round that began last has done all that it had to, by {@code now} on this machine's clock. */
    public void wentThrough(Instant now) {
        lastThrough = now;
    }

    void brokeOff(Concern cause) {
        outage = cause;
        begun = null;
    }

    /** Empty before the first round. */
    public Optional<Head> head() {
        return Optional.ofNullable(head);
    }

    /** Of the key, in wei. */
    public BigInteger balance() {
        return balance;
    }

    /** Whether gas costs more than the keeper pays. */
    public boolean gasTooDear() {
        return gasTooDear;
    }

    /** In what counter, journal and chain differ about the nonces of the key: nothing is sent before they agree. */
    public Optional<String> nonceDrift() {
        return nonceDrift;
    }

    /** What the key spends today. */
    public Budget budget() {
        return budget;
    }

    /** Why the last round broke off; empty if it did not. */
    public Optional<Concern> outage() {
        return Optional.ofNullable(outage);
    }

    /** Whether the key cannot pay for the gas of one charge. */
    public boolean walletEmpty() {
        return walletEmpty;
    }

    /** Tokens that are disabled while charges wait for them. */
    public Set<Address> delisted() {
        return delisted;
    }

    /** Whether the round that is under way has taken longer than {@code limit}: it hangs. */
    public boolean hangs(Instant now, Duration limit) {
        var since = begun;
        return since != null && since.plus(limit).isBefore(now);
    }

    /** Whether no round has begun for {@code limit}, although one had: the thread hangs, or is gone. */
    public boolean standsStill(Instant now, Duration limit) {
        var last = lastBegun;
        return last != null && last.plus(limit).isBefore(now);
    }

    /** Since a round went through, or since the first one began; empty on a replica that does not charge. */
    public Optional<Duration> sinceRound(Instant now) {
        return Optional.ofNullable(lastThrough).map(last -> Duration.between(last, now));
    }

    /** What the last round left. */
    public Backlog backlog() {
        return backlog;
    }

    public Map<Address, ProcessorState> processors() {
        return Map.copyOf(processors);
    }
}
