package io.amser.webhook.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    @ParameterizedTest
    @CsvSource({
        "9.255.255.255,",
        "10.0.0.0, PRIVATE",
        "10.255.255.255, PRIVATE",
        "11.0.0.0,",
        "172.15.255.255,",
        "172.16.0.0, PRIVATE",
        "172.31.255.255, PRIVATE",
        "172.32.0.0,",
        "100.63.255.255,",
        "100.64.0.0, SHARED",
        "100.127.255.255, SHARED",
        "100.128.0.0,",
        "169.253.255.255,",
        "169.254.0.0, LINK_LOCAL",
        "169.254.169.253, LINK_LOCAL",
        "169.255.0.0,",
        "126.255.255.255,",
        "127.0.0.0, THIS_HOST",
        "127.255.255.255, THIS_HOST",
        "128.0.0.0,",
        "223.255.255.255,",
        "224.0.0.0, MULTICAST",
        "239.255.255.255, MULTICAST",
        "240.0.0.0, RESERVED",
        "255.255.255.255, RESERVED",
        "198.17.255.255,",
        "198.18.0.0, RESERVED",
        "198.19.255.255, RESERVED",
        "198.20.0.0,",
        "192.0.1.0,",
        "192.0.2.255, RESERVED",
        "192.167.255.255,",
        "192.169.0.0,",
        "168.63.129.16, METADATA",
        "168.63.129.17,",
        "1ff0::1, RESERVED",
        "2000::1,",
        "3ffe::1,",
        "4000::1, RESERVED",
        "2001:1ff::1, RESERVED",
        "2001:200::1,",
        "2003::1,",
        "fbff::1, RESERVED",
        "fd12:3456::1, PRIVATE"
    })
    void a_block_ends_where_the_registry_says(String address, Refusal refusal) {
        assertThat(AddressRules.refusal(InetAddress.ofLiteral(address)).orElse(null))
                .isEqualTo(refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:10.0.0.1", "::10.0.0.1", "::ffff:0:10.0.0.1", "64:ff9b::10.0.0.1"})
    void a_name_that_leads_to_an_address_in_disguise_leads_nowhere(String address) {
        assertThat(AddressRules.refusal(InetAddress.ofLiteral(address))).isPresent();
    }

    /** The platform's own judgement, as far as it goes, is never more severe than ours. */
    @Property
    void what_java_knows_as_special_is_refused(@ForAll @Size(4) byte[] bytes) throws UnknownHostException {
        var address = InetAddress.getByAddress(bytes);
        var special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();

        assertThat(!special || AddressRules.refusal(address).isPresent()).isTrue();
    }

    @Property
    void no_ipv6_address_beyond_the_public_space_is_taken(@ForAll @Size(16) byte[] bytes) throws UnknownHostException {
        var address = InetAddress.getByAddress(bytes);
        var isPublic = address.getAddress().length == 4 || (bytes[0] & 0xe0) == 0x20;

        assertThat(isPublic || AddressRules.refusal(address).isPresent()).isTrue();
    }
}
