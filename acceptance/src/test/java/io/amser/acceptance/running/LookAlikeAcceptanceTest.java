package io.amser.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.acceptance.agreement.Agreement;
import io.amser.acceptance.stage.Stage;
import io.amser.devstack.platform.Service;
import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.Executions;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.decoding.RawLog;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookAlikeAcceptanceTest {

    private static final TokenAmount PRICE = TokenAmount.of(10_000_000);

    private final Stage stage = SharedStage.get();

    @Test
    void what_a_foreign_contract_emits_changes_nothing() {
        var merchant = stage.newMerchant();
        var plan = merchant.createPlan("Pro", PRICE, Duration.ofDays(30), Duration.ofDays(3));
        var subscriber = stage.newSubscriber();
        subscriber.receive(PRICE);
        subscriber.approvePermit2();
        var key = subscriber.subscribe(
                plan, Executions.unlimited(), TokenAmount.UNLIMITED_ALLOWANCE, Duration.ofDays(300));
        Stage.await(
                "the first charge",
                () -> stage.chain().events(ExecutionExecuted.class).stream()
                        .anyMatch(charge -> charge.subscription().equals(key)));
        everybodyAgrees();
        var before = everything(merchant.address().value());

        int real = stage.chain().logs().size();
        var impostor = new Impostor(stage);
        var repeated = oneOfEachKind();
        repeated.forEach(impostor::repeat);
        everybodyAgrees();

        assertThat(repeated).hasSizeGreaterThanOrEqualTo(8);
        assertThat(stage.chain().logs().stream().skip(real).map(LookAlikeAcceptanceTest::words))
                .containsExactlyElementsOf(
                        repeated.stream().map(LookAlikeAcceptanceTest::words).toList());
        assertThat(everything(merchant.address().value())).isEqualTo(before);
    }

    /** Services that are a moment behind would look changed later. */
    private void everybodyAgrees() {
        var verdict = Agreement.on(stage);
        assertThat(verdict.holds()).as(verdict.toString()).isTrue();
    }

    /** One real log for each kind of event that the platform has told so far. */
    private Collection<RawLog> oneOfEachKind() {
        var places = stage.chain().events().stream()
                .map(event -> List.of(event.origin().txHash(), event.origin().logIndex()))
                .toList();
        var kinds = new LinkedHashMap<String, RawLog>();
        stage.chain().logs().stream()
                .filter(log -> places.contains(List.of(log.txHash(), log.logIndex())))
                .forEach(log -> kinds.put(log.topics().getFirst(), log));
        return kinds.values();
    }

    /** All that a log says, but for who says it and where. */
    private static List<Object> words(RawLog log) {
        return List.of(log.topics(), log.data());
    }

    private List<Object> everything(String merchant) {
        return List.of(
                stage.log().stream().map(PublishedEvent::recordId).sorted().toList(),
                stage.tables(Service.API),
                stage.tables(Service.KEEPER),
                stage.tables(Service.WEBHOOK),
                stage.tables(Service.DISCORD),
                stage.api().get("/v0/subscriptions/" + merchant).body(),
                stage.api().get("/v0/plans/" + merchant).body(),
                stage.api().get("/v0/activity/" + merchant).body(),
                stage.api().get("/v0/tokens").body());
    }
}
