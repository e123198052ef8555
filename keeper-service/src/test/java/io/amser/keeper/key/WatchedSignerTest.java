package io.amser.keeper.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.keeper.concern.Concern.Kind;
import io.amser.keeper.concern.Concerns;
import io.amser.protocol.Address;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.RawTransaction;

class WatchedSignerTest {
    private static final RawTransaction TRANSACTION = RawTransaction.createTransaction(
            BigInteger.ZERO, BigInteger.ONE, BigInteger.valueOf(21_000), "0x" + "1".repeat(40), "0x");

    private final Concerns concerns = new Concerns();
    private SigningFailed failure = new SignerSilent("does not sign", new IllegalStateException());
    private boolean fails = true;
    private int asked;
    private final WatchedSigner watched = new WatchedSigner(new Sometimes(), concerns);

    @Test
    void a_signer_that_is_silent_is_waited_for_once_in_a_round() {
        fails();
        fails();
        assertThat(asked).isEqualTo(1);

        watched.begin();
        fails();
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void a_signer_that_refuses_one_transaction_is_asked_about_the_next() {
        failure = new SigningFailed("is more than it may sign");
        fails();
        fails = false;

        assertThat(watched.sign(TRANSACTION)).isEmpty();
    }

    @Test
    void it_concerns_nobody_after_a_round_in_which_nothing_failed() {
        fails();
        watched.begin();
        assertThat(concerns.count(Kind.SIGNER_SILENT)).isEqualTo(1);

        watched.begin();
        assertThat(concerns.all()).isEmpty();
    }

    private void fails() {
        assertThatThrownBy(() -> watched.sign(TRANSACTION)).isSameAs(failure);
    }

    private final class Sometimes implements Signer {
        @Override
        public Address address() {
            return Address.ZERO;
        }

        @Override
        public byte[] sign(RawTransaction transaction) {
            asked++;
            if (fails) {
                throw failure;
            }
            return new byte[0];
        }
    }
}
