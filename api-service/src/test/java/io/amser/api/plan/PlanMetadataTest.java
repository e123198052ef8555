package io.amser.api.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlanMetadataTest {
    /** The string of RFC 8785, section 3.2.2.2. */
    @Test
    void has_the_form_that_rfc_8785_leaves_it() {
        var sample = "\u20ac$\u000f\nA'B\"\\\\\"/";

        assertThat(new PlanMetadata(sample, "\b\t\f\r\u007f\u2028\ud83d\ude00").canonical())
                .isEqualTo("{\"description\":\"\\b\\t\\f\\r\u007f\u2028\ud83d\ude00\","
                        + "\"name\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** By another implementation of Keccak-256. */
    @Test
    void is_hashed_in_utf_8() {
        assertThat(new PlanMetadata("Pro Plan", "Monthly pro subscription")
                        .hash()
                        .value())
                .isEqualTo("0x51f16d9bcbf107a1bddb7bb0f041c1211ebeddc15cfe526fed2be6826954bcb3");
    }
}
