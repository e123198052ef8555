package io.amser.api.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.api.problem.ProblemException;
import io.amser.protocol.ChainTime;
import io.amser.protocol.PlanId;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    private static final String CHECKSUMMED = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    @Test
    void an_address_is_read_in_one_case_or_with_its_checksum() {
        var lower = CHECKSUMMED.toLowerCase(Locale.ROOT);

        assertThat(Parameters.address("wallet", CHECKSUMMED).value()).isEqualTo(lower);
        assertThat(Parameters.address("wallet", lower).value()).isEqualTo(lower);
        refuses("wallet", "invalid_parameter", () -> Parameters.address("wallet", CHECKSUMMED.replace('F', 'f')));
        refuses("wallet", "missing_parameter", () -> Parameters.address("wallet", null));
        refuses("wallet", "missing_parameter", () -> Parameters.address("wallet", ""));
    }

    @Property
    void a_plan_id_is_any_uint32(@ForAll @LongRange(max = 0xffff_ffffL) long id) {
        assertThat(Parameters.planId("id", Long.toString(id))).isEqualTo(new PlanId(id));
    }

    @Property
    void a_text_is_a_plan_id_or_a_problem(@ForAll String text) {
        try {
            assertThat(Parameters.planId("id", text).toString()).isEqualTo(text);
        } catch (ProblemException e) {
            assertThat(e.problem().status()).isEqualTo(400);
            assertThat(e.problem().parameter()).isEqualTo("id");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "01", "4294967296", "1.0", "1e3", " 1", "٣", "99999999999999999999"})
    void no_other_text_is_a_plan_id(String text) {
        refuses("id", "invalid_parameter", () -> Parameters.planId("id", text));
    }

    @Test
    void up_to_fifty_plan_ids_are_read_in_their_order() {
        var fifty = IntStream.range(0, 50).mapToObj(Integer::toString).collect(Collectors.joining(","));

        assertThat(Parameters.planIds("plan_ids", "3,1,2"))
                .containsExactly(new PlanId(3), new PlanId(1), new PlanId(2));
        assertThat(Parameters.planIds("plan_ids", fifty)).hasSize(50);
        refuses("plan_ids", "invalid_parameter", () -> Parameters.planIds("plan_ids", fifty + ",50"));
        assertThat(Parameters.planIds("plan_ids", "2,1,2")).containsExactly(new PlanId(2), new PlanId(1));
        refuses("plan_ids", "missing_parameter", () -> Parameters.planIds("plan_ids", "1,"));
    }

    @Test
    void a_subscription_id_is_any_uint256() {
        var most = "115792089237316195423570985008687907853269984665640564039457584007913129639935";

        assertThat(Parameters.subscriptionId("id", most).toString()).isEqualTo(most);
        refuses("id", "invalid_parameter", () -> Parameters.subscriptionId("id", most.replace("935", "936")));
    }

    @Test
    void a_limit_is_one_to_a_thousand() {
        assertThat(Parameters.limit("limit", null)).isEmpty();
        assertThat(Parameters.limit("limit", "1000")).contains(1_000);
        refuses("limit", "invalid_parameter", () -> Parameters.limit("limit", "0"));
        refuses("limit", "invalid_parameter", () -> Parameters.limit("limit", "1001"));
    }

    @Test
    void a_time_is_a_date_or_unix_seconds() {
        var time = new ChainTime(1_775_001_600);

        assertThat(Parameters.time("since", "2026-04-01T00:00:00.000Z")).contains(time);
        assertThat(Parameters.time("since", "1775001600")).contains(time);
        refuses("since", "invalid_parameter", () -> Parameters.time("since", "yesterday"));
        refuses("since", "invalid_parameter", () -> Parameters.time("since", "1960-01-01T00:00:00Z"));
        refuses("since", "invalid_parameter", () -> Parameters.time("since", "9223372036854775807"));
    }

    @Test
    void a_choice_names_what_can_be_chosen() {
        var words = Map.of("one", 1, "two", 2);

        assertThat(Parameters.choice("mode", "two", words)).contains(2);
        assertThat(Parameters.choice("mode", null, words)).isEmpty();
        assertThatThrownBy(() -> Parameters.choice("mode", "ONE", words)).hasMessage("mode must be one of one, two.");
    }

    private static void refuses(String parameter, String code, ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(400);
            assertThat(e.problem().code()).isEqualTo(code);
            assertThat(e.problem().parameter()).isEqualTo(parameter);
        });
    }
}
