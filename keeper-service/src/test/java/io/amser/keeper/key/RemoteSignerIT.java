package io.amser.keeper.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.server.TestServers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.TransactionEncoder;

/** A node that keeps keys stands for the signer: it speaks the same protocol. */
class RemoteSignerIT {

    @Test
    void a_real_signer_signs_what_we_would_sign() {
        var transaction = Examples.transaction(3);
        var remote = new RemoteSigner(TestServers.chain().http(), Examples.ADDRESS, Duration.ofSeconds(20));

        assertThat(remote.sign(transaction)).isEqualTo(TransactionEncoder.signMessage(transaction, Examples.KEY));
    }
}
