package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.server.ChainServer;
import io.amser.devstack.server.TestServers;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Node;
import io.amser.devstack.wallet.Wallet;
import io.amser.protocol.Address;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Wallets that are contracts sign in by EIP-1271, on a real chain. */
@QuarkusTest
@OnTestServers
class ContractWalletIT {
    private static final TestWallet OWNER = TestWallet.unknownSoFar();
    private static final String REVERTS = "60006000fd";
    private static final String ANSWERS_ONE = "600160005260206000f3";
    private static final String ANSWERS_SELECTOR_ALONE = "631626ba7e60e01b60005260046000f3";
    private static final String BURNS_GAS = "5b600056";

    private static ChainAtRpcPort rpc;
    private static Node node;
    private static Address wallet;

    @BeforeAll
    static void deploy() throws IOException {
        rpc = new ChainAtRpcPort();
        node = new Node(TestServers.chain().http());
        wallet = contract(ownedBy(OWNER.address()));
    }

    @AfterAll
    static void close() {
        rpc.close();
        node.close();
    }

    @Test
    void the_owner_signs_in_as_the_wallet() {
        var answer = signIn(wallet, OWNER);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(ApiCaller.json(answer).path("address").asText()).isEqualTo(wallet.value());
    }

    @Test
    void a_signature_in_the_envelope_of_wallets_to_be_deployed_counts_once_they_are() {
        var nonce = TestSession.nonce();
        var message = OWNER.message(nonce.text(), wallet);
        var signature = OWNER.sign(message).substring(2);
        var envelope = "0x"
                + "%064x%064x%064x%064x%064x".formatted(7, 0x60, 0x80, 0, 65)
                + signature
                + "0".repeat(62)
                + "6492".repeat(16);

        assertThat(TestSession.verify(message, envelope, nonce.cookie()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void nobody_else_signs_in_as_the_wallet() {
        isWrongSigner(signIn(wallet, TestWallet.unknownSoFar()));
    }

    @Test
    void an_altered_text_is_none_that_the_owner_signed() {
        var nonce = TestSession.nonce();
        var message = OWNER.message(nonce.text(), wallet);

        isWrongSigner(
                TestSession.verify(message.replace("your plans", "our plans"), OWNER.sign(message), nonce.cookie()));
    }

    @Test
    void an_address_without_code_is_no_wallet() {
        isWrongSigner(signIn(TestWallet.unknownSoFar().address(), OWNER));
    }

    /** None of this may look like a broken endpoint, or else a stranger could make the service give up its endpoints. */
    @Test
    void a_contract_that_does_not_say_yes_says_no() {
        for (var runtime : new String[] {REVERTS, ANSWERS_ONE, ANSWERS_SELECTOR_ALONE, BURNS_GAS}) {
            isWrongSigner(signIn(contract(runtime), OWNER));
        }
        assertThat(signIn(wallet, OWNER).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> signIn(Address as, TestWallet signer) {
        var nonce = TestSession.nonce();
        var message = signer.message(nonce.text(), as);
        return TestSession.verify(message, signer.sign(message), nonce.cookie());
    }

    private static void isWrongSigner(HttpResponse<String> answer) {
        assertThat(ApiCaller.json(answer).path("code").asText()).isEqualTo("wrong_signer");
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    private static Address contract(String runtime) {
        var size = "%02x".formatted(runtime.length() / 2);
        return new Wallet(Account.owner(), node, ChainServer.CHAIN_ID)
                .create("0x60" + size + "600c60003960" + size + "6000f3" + runtime);
    }

    /** A wallet whose isValidSignature asks ecrecover for the signer and compares it with its one owner. */
    private static String ownedBy(Address owner) {
        return "600435600052" // the hash
                + "60a43560001a602052" // v
                + "606435604052" // r
                + "608435606052" // s
                + "602060006080600060015afa50"
                + "60005173" + owner.value().substring(2) + "14"
                + "631626ba7e60e01b02"
                + "60005260206000f3";
    }
}
