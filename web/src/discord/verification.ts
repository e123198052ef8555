import { ask } from "../api/ask";

/** Who links a wallet, where, and what the wallet is to sign for it. */
export type Verification = {
  user: Named;
  server: Named;
  expires_at: string;
  message: MessageFields;
};

export type Named = { id: string; name: string };

/** The fields of a message to sign in with, as ERC-4361 names them; the address is the wallet's. */
export type MessageFields = {
  domain: string;
  uri: string;
  version: "1";
  chain_id: number;
  nonce: string;
  statement: string;
  issued_at: string;
  expiration_time: string;
};

/** A wallet that is linked. */
export type WalletLink = {
  wallet: string;
  user: Named;
  server: Named;
  /** Whether it was linked to another Discord user before. */
  moved: boolean;
};

export function verificationOf(token: string): Promise<Verification> {
  return ask(path(token));
}

export function confirm(token: string, message: string, signature: string): Promise<WalletLink> {
  return ask(path(token), { message, signature });
}

function path(token: string): string {
  return `/v0/discord/verifications/${encodeURIComponent(token)}`;
}
