package io.amser.keeper.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** However counter, journal and chain have come apart, a few looks bring them together, and nothing is ever sent into the past. */
class NonceAccountsPropertyTest {
    enum Mishap {
        SEND,
        SEND_AND_LOSE_THE_JOURNAL,
        MINE,
        USE_ELSEWHERE,
        COUNTER_BACK,
        COUNTER_FORWARD,
        CHAIN_BACK
    }

    @Property
    void heals_after_whatever_happened(@ForAll("mishaps") List<Mishap> mishaps) {
        var world = new World();
        mishaps.forEach(world::suffer);

        healAll(world);

        assertThat(world.counter)
                .isGreaterThanOrEqualTo(world.mined)
                .isEqualTo(world.accounts().next());
        assertThat(world.accounts().gaps()).isEmpty();
        world.send();
        world.mineAll();
        healAll(world);
        assertThat(world.mined).isEqualTo(world.counter);
    }

    private static void healAll(World world) {
        var looks = 0;
        world.mineAll();
        while (world.heal().drift().isPresent()) {
            assertThat(++looks).as("looks until all agree").isLessThan(4);
            world.mineAll();
        }
    }

    @Provide
    static Arbitrary<List<Mishap>> mishaps() {
        return Arbitraries.of(Mishap.class).list().ofMaxSize(30);
    }

    /** A chain, a journal and a counter, each of which can lose its place. */
    private static final class World {
        private final TreeMap<Long, Boolean> journal = new TreeMap<>();
        private final TreeMap<Long, Boolean> pool = new TreeMap<>();
        private long mined;
        private long counter;

        void suffer(Mishap mishap) {
            switch (mishap) {
                case SEND -> {
                    if (accounts().drift().isEmpty()) {
                        send();
                    }
                }
                case SEND_AND_LOSE_THE_JOURNAL -> {
                    send();
                    journal.remove(counter - 1);
                }
                case MINE -> mineOne();
                case USE_ELSEWHERE -> {
                    pool.remove(mined);
                    mined++;
                }
                case COUNTER_BACK -> counter = Math.max(0, counter - 3);
                case COUNTER_FORWARD -> counter += 3;
                case CHAIN_BACK -> {
                    mined = Math.max(0, mined - 1);
                    if (journal.containsKey(mined)) {
                        pool.put(mined, true);
                    }
                }
            }
        }

        void send() {
            var nonce = Math.max(mined, counter);
            journal.put(nonce, false);
            pool.put(nonce, true);
            counter = nonce + 1;
        }

        NonceAccounts heal() {
            var seen = accounts();
            counter = seen.next();
            seen.gaps().forEach(nonce -> {
                journal.put(nonce, true);
                pool.put(nonce, true);
            });
            return seen;
        }

        NonceAccounts accounts() {
            return new NonceAccounts(mined, counter, new TreeMap<>(journal.tailMap(mined)));
        }

        void mineAll() {
            while (pool.containsKey(mined)) {
                mineOne();
            }
        }

        private void mineOne() {
            if (pool.remove(mined) != null) {
                mined++;
            }
        }
    }
}
