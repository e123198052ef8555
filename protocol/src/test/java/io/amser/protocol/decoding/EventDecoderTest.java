package io.amser.protocol.decoding;

import static io.amser.protocol.Histories.CHAIN;
import static io.amser.protocol.Histories.KEEPER;
import static io.amser.protocol.Histories.MERCHANT;
import static io.amser.protocol.Histories.MODULE;
import static io.amser.protocol.Histories.PROCESSOR;
import static io.amser.protocol.Histories.START;
import static io.amser.protocol.Histories.SUBSCRIBER;
import static io.amser.protocol.Histories.TOKEN;
import static io.amser.protocol.Histories.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.FailCode;
import io.amser.protocol.Responsible;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TxHash;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.AllowanceSet;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import io.amser.protocol.event.ChainEvent.ModuleDeployed;
import io.amser.protocol.event.ChainEvent.SubscriberBlocked;
import io.amser.protocol.event.ChainEvent.TokenPolicySet;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventDecoderTest {
    private static final Address FACTORY = address(0xb1);
    private static final Address REGISTRY = address(0xb2);
    private static final Address FEES = address(0xb3);
    private static final Address PERMIT2 = address(0xb4);
    private static final Address STRANGER = address(0xb5);
    private static final KnownContracts CONFIGURED =
            KnownContracts.of(List.of(new Deployment(PROCESSOR, FACTORY)), REGISTRY, FEES, PERMIT2);
    private static final RawLog DEPLOYMENT =
            log(FACTORY, LoggedEvent.MODULE_DEPLOYED, List.of(word(MERCHANT), word(0)), word(MODULE));
    private static final KnownContracts KNOWN =
            EventDecoder.decode(List.of(DEPLOYMENT), CONFIGURED).known();
    private static final RawLog BLOCKING = log(MODULE, LoggedEvent.SUBSCRIBER_BLOCKED, List.of(word(SUBSCRIBER)));

    @Test
    void a_module_counts_from_its_deployment_on_in_the_same_block() {
        var decoded = EventDecoder.decode(List.of(BLOCKING, DEPLOYMENT, BLOCKING), CONFIGURED);

        assertThat(decoded.events()).hasSize(2);
        assertThat(decoded.events().getFirst()).isInstanceOf(ModuleDeployed.class);
        assertThat(decoded.events().getLast()).isInstanceOf(SubscriberBlocked.class);
        assertThat(decoded.known().module(MODULE)).isPresent();
        assertThat(CONFIGURED.module(MODULE)).isEmpty();
    }

    @Test
    void a_module_whose_deployment_was_taken_back_is_a_stranger_again() {
        var deployed = KNOWN.module(MODULE).orElseThrow();

        assertThat(EventDecoder.decode(BLOCKING, KNOWN.without(deployed))).isEmpty();
    }

    @Test
    void an_event_names_its_module_and_merchant() {
        var origin = decoded(BLOCKING).origin();

        assertThat(origin.module()).isEqualTo(MODULE);
        assertThat(origin.merchant()).isEqualTo(MERCHANT);
        assertThat(origin.key()).isEqualTo(MODULE);
    }

    @Test
    void look_alikes_are_never_read() {
        var byStranger = log(STRANGER, LoggedEvent.SUBSCRIBER_BLOCKED, List.of(word(SUBSCRIBER)));
        var byOtherContract = log(REGISTRY, LoggedEvent.SUBSCRIBER_BLOCKED, List.of(word(SUBSCRIBER)));
        var otherEvent = raw(MODULE, List.of("0x" + "de".repeat(32)), "0x");
        var anonymous = raw(MODULE, List.of(), "0x");

        assertThat(Stream.of(byStranger, byOtherContract, otherEvent, anonymous))
                .allSatisfy(log -> assertThat(EventDecoder.decode(log, KNOWN)).isEmpty());
    }

    @Test
    void permits_count_only_where_a_processor_is_the_spender() {
        var ours = allowance(LoggedEvent.PERMIT2_PERMIT, PROCESSOR, word(5), word(2_000_000), word(0));
        var foreign = allowance(LoggedEvent.PERMIT2_PERMIT, STRANGER, word(5), word(2_000_000), word(0));
        var lockdown =
                log(PERMIT2, LoggedEvent.PERMIT2_LOCKDOWN, List.of(word(SUBSCRIBER)), word(TOKEN), word(STRANGER));

        var key = new AllowanceKey(PROCESSOR, SUBSCRIBER, TOKEN);
        assertThat(decoded(ours)).isInstanceOfSatisfying(AllowanceSet.class, set -> {
            assertThat(set.allowance()).isEqualTo(key);
            assertThat(set.amount()).isEqualTo(TokenAmount.of(5));
        });
        assertThat(EventDecoder.decode(foreign, KNOWN)).isEmpty();
        assertThat(EventDecoder.decode(lockdown, KNOWN)).isEmpty();
    }

    @Test
    void an_allowance_without_expiration_lasts_for_its_block_and_a_lockdown_keeps_what_was() {
        var thisBlock = allowance(LoggedEvent.PERMIT2_APPROVAL, PROCESSOR, word(5), word(0));
        var lockdown =
                log(PERMIT2, LoggedEvent.PERMIT2_LOCKDOWN, List.of(word(SUBSCRIBER)), word(TOKEN), word(PROCESSOR));

        assertThat(decoded(thisBlock))
                .isInstanceOfSatisfying(
                        AllowanceSet.class, set -> assertThat(set.expiration()).isEqualTo(START));
        assertThat(decoded(lockdown)).isInstanceOfSatisfying(AllowanceSet.class, set -> {
            assertThat(set.amount()).isEqualTo(TokenAmount.ZERO);
            assertThat(set.expiration()).isNull();
        });
    }

    @Test
    void a_failure_tells_its_code_and_who_has_to_act() {
        assertThat(decoded(failure(MODULE, 3, 1))).isInstanceOfSatisfying(ExecutionFailed.class, failed -> {
            assertThat(failed.code()).isEqualTo(FailCode.TRANSFER_FAILED);
            assertThat(failed.responsible()).isEqualTo(Responsible.SUBSCRIBER);
            assertThat(failed.origin().merchant()).isEqualTo(MERCHANT);
        });
    }

    @Test
    void texts_that_a_database_could_not_keep_are_mended() {
        var log = log(
                REGISTRY,
                LoggedEvent.TOKEN_POLICY_SET,
                List.of(word(TOKEN)),
                word(1),
                word(6),
                word(1),
                word(100),
                word(0),
                word(7 * 32),
                word(9 * 32),
                text("U\0D"),
                text("USDC"));

        assertThat(decoded(log)).isInstanceOfSatisfying(TokenPolicySet.class, set -> {
            assertThat(set.policy().name()).isEqualTo("U\uFFFDD");
            assertThat(set.policy().symbol()).isEqualTo("USDC");
        });
    }

    @Test
    void what_a_known_contract_cannot_have_said_is_refused_with_its_position() {
        var noFailure = failure(MODULE, 9, 1);
        var unknownReason = failure(MODULE, 200, 1);
        var noBool = log(PROCESSOR, LoggedEvent.OPEN_EXECUTION_SET, List.of(), word(2));
        var tooShort = log(PROCESSOR, LoggedEvent.OPEN_EXECUTION_SET, List.of());
        var noHex = raw(PROCESSOR, List.of(LoggedEvent.OPEN_EXECUTION_SET.topic()), "0x" + "g".repeat(64));
        var noTopic = log(MODULE, LoggedEvent.SUBSCRIBER_BLOCKED, List.of());
        var dirtyAddress = log(MODULE, LoggedEvent.SUBSCRIBER_BLOCKED, List.of("f".repeat(64)));
        var endlessText = log(
                REGISTRY,
                LoggedEvent.TOKEN_POLICY_SET,
                List.of(word(TOKEN)),
                word(1),
                word(6),
                word(1),
                word(100),
                word(0),
                word(7 * 32),
                word(7 * 32),
                word(1_000_000));

        assertThat(Stream.of(noFailure, unknownReason, noBool, tooShort, noHex, noTopic, dirtyAddress, endlessText))
                .allSatisfy(log -> assertThatThrownBy(() -> EventDecoder.decode(log, KNOWN))
                        .isInstanceOf(UndecodableLog.class)
                        .hasMessageContaining("log 4 of transaction 0x2222"));
    }

    @Test
    void a_module_that_nobody_announced_stops_the_decoder() {
        assertThatThrownBy(() -> EventDecoder.decode(failure(STRANGER, 3, 1), KNOWN))
                .hasMessageContaining("no deployment of module " + STRANGER);
    }

    private static ChainEvent decoded(RawLog log) {
        return EventDecoder.decode(log, KNOWN).orElseThrow();
    }

    private static RawLog failure(Address module, int code, int responsible) {
        return log(
                PROCESSOR,
                LoggedEvent.EXECUTION_FAILED,
                List.of(word(module), word(1)),
                word(1),
                word(code),
                word(responsible),
                word(KEEPER));
    }

    private static RawLog allowance(LoggedEvent event, Address spender, String... data) {
        return log(PERMIT2, event, List.of(word(SUBSCRIBER), word(TOKEN), word(spender)), data);
    }

    private static RawLog log(Address contract, LoggedEvent event, List<String> indexed, String... data) {
        var topics = Stream.concat(Stream.of(event.topic()), indexed.stream().map(word -> "0x" + word))
                .toList();
        return raw(contract, topics, Stream.of(data).collect(Collectors.joining("", "0x", "")));
    }

    private static RawLog raw(Address contract, List<String> topics, String data) {
        return new RawLog(
                CHAIN,
                new BlockNumber(7),
                new BlockHash("0x" + "11".repeat(32)),
                START,
                new TxHash("0x" + "22".repeat(32)),
                4,
                contract,
                topics,
                data);
    }

    private static String word(long number) {
        return "%064x".formatted(number);
    }

    private static String word(Address address) {
        return "0".repeat(24) + address.value().substring(2);
    }

    private static String text(String text) {
        var hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        return word(text.length()) + hex + "0".repeat(64 - hex.length());
    }
}
