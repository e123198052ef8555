package io.amser.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeterministicIdsTest {
    private static final ChainId ANVIL = new ChainId(31337);
    private static final Address MODULE = new Address("0x" + "ab".repeat(20));
    private static final BlockHash BLOCK = new BlockHash("0x" + "11".repeat(32));
    private static final TxHash TX = new TxHash("0x" + "22".repeat(32));
    private static final SubscriptionKey SUBSCRIPTION = new SubscriptionKey(MODULE, SubscriptionId.of(7));

    @Test
    void a_name_based_uuid_is_that_of_the_standard() {
        var dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

        assertThat(UuidV5.of(dns, "www.example.com")).hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    @Test
    void an_event_id_never_changes() {
        assertThat(DeterministicIds.event(ANVIL, BLOCK, TX, 3)).hasToString("evt_26nagn0dp6byzsbwtfrmyw6cph");
    }

    @Test
    void ids_of_the_api_never_change() {
        var plan = new PlanKey(MODULE, new PlanId(7));

        assertThat(DeterministicIds.allocation(ANVIL, SUBSCRIPTION))
                .hasToString("eb840730-5fc4-519c-98b5-8fff9a525508");
        assertThat(DeterministicIds.plan(ANVIL, plan)).hasToString("bf6816f2-faf9-567d-922b-9d701426df74");
        assertThat(DeterministicIds.charge(ANVIL, SUBSCRIPTION, new WindowId(1)))
                .hasToString("faf1fc00-dd4d-5666-bd0f-16e9c79196e8");
    }
}
