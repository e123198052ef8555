package io.amser.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProblemCodeTest {

    @Test
    void a_code_is_its_name_in_lower_case() {
        assertThat(ProblemCode.UNKNOWN_MODULE.code()).isEqualTo("unknown_module");
        assertThat(Arrays.stream(ProblemCode.values()).map(ProblemCode::code))
                .allMatch(code -> code.matches("[a-z_]+"));
    }

    @Test
    void a_status_that_nobody_foresaw_is_the_callers_fault_only_below_500() {
        assertThat(ProblemCode.ofStatus(418)).isEqualTo(ProblemCode.BAD_REQUEST);
        assertThat(ProblemCode.ofStatus(502)).isEqualTo(ProblemCode.INTERNAL_ERROR);
    }
}
