package io.amser.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class AuditReasonTest {

    @Property
    void any_reason_fits_into_a_header(@ForAll @StringLength(max = 700) String reason) {
        var header = AuditReason.header(reason);

        assertThat(header).matches("[A-Za-z0-9._*%-]{0,512}");
        assertThat(wellFormed(reason)).startsWith(URLDecoder.decode(header, StandardCharsets.UTF_8));
    }

    @Test
    void what_fits_is_told_as_a_whole() {
        var header = AuditReason.header("Payment of 10 USDC\r\nX-Injected: yes");

        assertThat(header).isEqualTo("Payment%20of%2010%20USDC%0D%0AX-Injected%3A%20yes");
    }

    /** Half a surrogate pair cannot be written. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
