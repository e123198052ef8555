package io.amser.devstack.wallet;

import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import io.amser.protocol.TxHash;
import io.amser.protocol.call.Call;
import io.amser.protocol.call.PermitSingle;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/** One account at one node: signs and sends, one transaction after the other. */
public final class Wallet {

    /** Far above what a local chain asks for. */
    private static final BigInteger MAX_FEE_PER_GAS = BigInteger.valueOf(100_000_000_000L);

    private static final BigInteger PRIORITY_FEE_PER_GAS = BigInteger.valueOf(1_000_000_000L);

    private final Account account;
    private final Node node;
    private final long chainId;

    public Wallet(Account account, Node node, long chainId) {
        this.account = account;
        this.node = node;
        this.chainId = chainId;
    }

    public Address address() {
        return account.address();
    }

    /** The number of this account's next transaction. */
    public long nextNonce() {
        return node.nextNonce(address()).longValueExact();
    }

    /** Sends and waits for the block. Throws {@link ChainRefusal} with the contract's error when it would revert. */
    public TransactionReceipt execute(Call<?> call) {
        return sent(call.to().value(), call.data());
    }

    /** Sends raw data, to a contract that is none of ours. */
    public TransactionReceipt execute(Address contract, String data) {
        return sent(contract.value(), data);
    }

    /** Creates a contract from its init code, constructor arguments included. */
    public Address create(String initCode) {
        return new Address(sent(null, initCode).getContractAddress());
    }

    /** What the owner of this account signs for Permit2. */
    public byte[] sign(PermitSingle permit, Address permit2) {
        return permit.sign(account.credentials().getEcKeyPair(), new ChainId(chainId), permit2);
    }

    private TransactionReceipt sent(@Nullable String to, String data) {
        var estimate = node.send(node.web3j()
                        .ethEstimateGas(
                                new Transaction(address().value(), null, null, null, to, BigInteger.ZERO, data)))
                .getAmountUsed();
        var transaction = RawTransaction.createTransaction(
                chainId,
                node.nextNonce(address()),
                estimate.multiply(BigInteger.valueOf(13)).divide(BigInteger.TEN),
                to,
                BigInteger.ZERO,
                data,
                PRIORITY_FEE_PER_GAS,
                MAX_FEE_PER_GAS);
        var signed = TransactionEncoder.signMessage(transaction, account.credentials());
        var hash = node.send(node.web3j().ethSendRawTransaction(Numeric.toHexString(signed)))
                .getTransactionHash();
        var receipt = node.receipt(new TxHash(hash));
        if (!receipt.isStatusOK()) {
            throw new ChainRefusal("Transaction %s reverted: %s".formatted(hash, receipt.getRevertReason()));
        }
        return receipt;
    }
}
