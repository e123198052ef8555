package io.amser.discord.link;

import io.amser.discord.snowflake.UserId;
import io.amser.protocol.Address;

/** That a wallet belongs to a user: the text that the wallet signed, and how. */
public record WalletProof(UserId user, Address wallet, String message, String signature) {}
