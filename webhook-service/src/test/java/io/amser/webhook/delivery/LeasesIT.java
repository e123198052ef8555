package io.amser.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.webhook.signing.Secret;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeasesIT {
    private static final Secret SECRET = Secret.random(RandomGenerator.getDefault());

    private final DispatchStage stage = new DispatchStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void what_a_dead_replica_has_taken_is_free_after_its_lease_and_its_late_result_counts_for_nothing() {
        var endpoint = stage.endpoint(stage.answering(204), false, SECRET);
        stage.delivery(endpoint, 1, 1);
        var taken = new PendingDeliveries()
                .claim(stage.database().pool(), List.of(new Room(endpoint, 1, 0)), stage.now(), Dispatch.LEASE)
                .await()
                .indefinitely()
                .getFirst();
        var replica = stage.replica();

        stage.settle(replica);
        assertThat(stage.arrived()).isEmpty();
        stage.goTo(stage.now().plus(Dispatch.LEASE));
        var again = new PendingDeliveries()
                .claim(stage.database().pool(), List.of(new Room(endpoint, 1, 0)), stage.now(), Dispatch.LEASE)
                .await()
                .indefinitely()
                .getFirst();

        assertThat(again.fence()).isEqualTo(taken.fence() + 1);
        assertThat(stage.record(stage.arrivedNow(taken))).isEmpty();
        assertThat(stage.pending(endpoint)).hasSize(1);
        assertThat(stage.record(stage.arrivedNow(again))).isEqualTo(Set.of(again.delivery()));
        assertThat(stage.pending(endpoint)).isEmpty();
        assertThat(stage.attempts()).hasSize(1);
    }

    @Test
    void what_is_handed_back_is_free_at_once_unless_another_has_it() {
        var endpoint = stage.endpoint(stage.answering(204), false, SECRET);
        stage.delivery(endpoint, 1, 1);
        var taken = claimed(endpoint);

        handBack(taken);
        var again = claimed(endpoint);
        handBack(taken);

        assertThat(again)
                .extracting(Claim::delivery)
                .isEqualTo(List.of(taken.getFirst().delivery()));
        assertThat(claimed(endpoint)).isEmpty();
    }

    @Test
    void of_two_results_of_one_delivery_the_one_of_the_last_claim_counts_though_both_come_together() {
        var endpoint = stage.endpoint(stage.answering(204), false, SECRET);
        stage.delivery(endpoint, 1, 1);
        var lost = claimed(endpoint).getFirst();
        stage.goTo(stage.now().plus(Dispatch.LEASE));
        var held = claimed(endpoint).getFirst();

        var ours = stage.database()
                .pool()
                .withTransaction(
                        tx -> new AttemptResults().record(tx, List.of(stage.failedNow(lost), stage.arrivedNow(held))))
                .await()
                .indefinitely();

        assertThat(ours).containsExactly(held.delivery());
        assertThat(stage.attempts()).hasSize(1);
        assertThat(stage.finished(endpoint)).hasSize(1);
    }

    private List<Claim> claimed(UUID endpoint) {
        return new PendingDeliveries()
                .claim(stage.database().pool(), List.of(new Room(endpoint, 9, 0)), stage.now(), Dispatch.LEASE)
                .await()
                .indefinitely();
    }

    private void handBack(List<Claim> claims) {
        new PendingDeliveries()
                .handBack(stage.database().pool(), claims)
                .await()
                .indefinitely();
    }
}
