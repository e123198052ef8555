package io.amser.discord;

import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.TestServers;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Node;
import io.amser.devstack.wallet.Wallet;
import io.amser.protocol.Address;

/** Wallets that are contracts, on the chain of these tests. */
final class Contract {
    /** The words of isValidSignature(bytes32, bytes) where a signature's parts stand, copied to where ecrecover reads them. */
    private static final String SIGNER =
            "600435600052" + "60a43560001a602052" + "606435604052" + "608435606052" + "602060006080600060015afa50";

    private static final String SELECTOR_IF_EQUAL = "14" + "631626ba7e60e01b02" + "60005260206000f3";

    private Contract() {}

    /** Takes what this account signed, and nothing else. */
    static Address ownedBy(Address owner) {
        var runtime = SIGNER + "60005173" + owner.value().substring(2) + SELECTOR_IF_EQUAL;
        var size = "%02x".formatted(runtime.length() / 2);
        try (var node = new Node(TestServers.chain().http())) {
            return new Wallet(Account.owner(), node, ChainServer.CHAIN_ID)
                    .create("0x60" + size + "600c60003960" + size + "6000f3" + runtime);
        }
    }
}
