import type { Hex } from "viem";
import { createSiweMessage } from "viem/siwe";
import type { MessageFields } from "./verification";

/** The text that a wallet signs to be linked. */
export function messageOf(fields: MessageFields, address: Hex): string {
  return createSiweMessage({
    address,
    domain: fields.domain,
    uri: fields.uri,
    version: fields.version,
    chainId: fields.chain_id,
    nonce: fields.nonce,
    statement: fields.statement,
    issuedAt: new Date(fields.issued_at),
    expirationTime: new Date(fields.expiration_time),
  });
}
