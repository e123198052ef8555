package io.amser.webhook.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** What an operator permits beyond the public internet: nothing, but on a developer's machine. */
public final class EgressPolicy {
    public static final EgressPolicy PUBLIC_INTERNET = new EgressPolicy(false, List.of());

    private final boolean plainHttp;
    private final List<AddressBlock> permitted;

    private EgressPolicy(boolean plainHttp, List<AddressBlock> permitted) {
        this.plainHttp = plainHttp;
        this.permitted = permitted;
    }

    /** {@code permitted} are blocks like {@code 127.0.0.0/8}, whose addresses are taken in spite of every rule. */
    public static EgressPolicy of(boolean plainHttp, List<String> permitted) {
        return new EgressPolicy(
                plainHttp, permitted.stream().map(AddressBlock::parse).toList());
    }

    public static EgressPolicy of(EgressConfig config) {
        return of(config.plainHttp(), config.permitted().orElse(List.of()));
    }

    /** Why nothing may be sent to an address; empty if it may. */
    public Optional<Refusal> refusal(InetAddress address) {
        return permitted.stream().anyMatch(block -> block.holds(address))
                ? Optional.empty()
                : AddressRules.refusal(address);
    }

    boolean takesPlainHttp() {
        return plainHttp;
    }

    /** Names of one machine or one network are of use only where private addresses are permitted. */
    boolean takesPrivateNames() {
        return !permitted.isEmpty();
    }
}
