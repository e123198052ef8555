package io.amser.api.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressesTest {
    private static final ClientAddresses NOBODY_TRUSTED = new ClientAddresses(List.of());
    private static final ClientAddresses BEHIND_PROXIES = new ClientAddresses(List.of("10.0.0.0/8", "2001:db8::1"));

    @Test
    void believes_no_header_of_a_stranger() {
        assertThat(NOBODY_TRUSTED.of("203.0.113.7", List.of("198.51.100.1"))).isEqualTo("203.0.113.7");
        assertThat(BEHIND_PROXIES.of("203.0.113.7", List.of("198.51.100.1"))).isEqualTo("203.0.113.7");
    }

    @Test
    void believes_its_proxies_as_far_as_they_know() {
        assertThat(BEHIND_PROXIES.of("10.1.2.3", List.of("198.51.100.1"))).isEqualTo("198.51.100.1");
        assertThat(BEHIND_PROXIES.of("10.1.2.3", List.of("198.51.100.1, 10.9.9.9")))
                .isEqualTo("198.51.100.1");
        assertThat(BEHIND_PROXIES.of("10.1.2.3", List.of("198.51.100.1", "10.9.9.9")))
                .isEqualTo("198.51.100.1");
        assertThat(BEHIND_PROXIES.of("2001:db8::1", List.of("198.51.100.1"))).isEqualTo("198.51.100.1");
    }

    @Test
    void an_entry_may_have_a_port() {
        assertThat(BEHIND_PROXIES.of("10.1.2.3", List.of("198.51.100.1:5678"))).isEqualTo("198.51.100.1");
        assertThat(BEHIND_PROXIES.of("10.1.2.3", List.of("198.51.100.1, 10.9.9.9:80")))
                .isEqualTo("198.51.100.1");
        assertThat(BEHIND_PROXIES.of("10.1.2.3", List.of("[2001:db8:1:2::1]:443")))
                .isEqualTo(NOBODY_TRUSTED.of("2001:db8:1:2::1", List.of()));
        assertThat(BEHIND_PROXIES.of("10.1.2.3", List.of("198.51.100.1:"))).isEqualTo("10.1.2.3");
    }

    /** The caller writes what it likes, and the proxy appends from where it was called. */
    @Test
    void what_the_caller_wrote_itself_changes_nothing() {
        assertThat(BEHIND_PROXIES.of("10.1.2.3", List.of("1.1.1.1, 198.51.100.1")))
                .isEqualTo("198.51.100.1");
        assertThat(BEHIND_PROXIES.of("10.1.2.3", List.of("10.0.0.1, 198.51.100.1, 10.0.0.2")))
                .isEqualTo("198.51.100.1");
        assertThat(BEHIND_PROXIES.of("10.1.2.3", List.of("1.1.1.1, not-an-address")))
                .isEqualTo("10.1.2.3");
        assertThat(BEHIND_PROXIES.of("10.1.2.3", List.of(""))).isEqualTo("10.1.2.3");
    }

    @Test
    void a_network_of_ipv6_is_one_caller() {
        assertThat(NOBODY_TRUSTED.of("2001:db8:1:2::1", List.of()))
                .isEqualTo(NOBODY_TRUSTED.of("2001:db8:1:2:ffff::9", List.of()))
                .isNotEqualTo(NOBODY_TRUSTED.of("2001:db8:1:3::1", List.of()));
        assertThat(NOBODY_TRUSTED.of("::ffff:203.0.113.7", List.of())).isEqualTo("203.0.113.7");
    }

    @Test
    void a_range_has_to_be_one() {
        assertThatThrownBy(() -> AddressRange.parse("10.0.0.0/33")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AddressRange.parse("proxy.example")).isInstanceOf(IllegalArgumentException.class);
    }
}
