import { getAddress, type Hex, isAddress, stringToHex } from "viem";
import { type Provider, WalletRefusal } from "./wallet";

const REFUSED_BY_USER = 4001;
const ASKED_ALREADY = -32002;

/** The account that the user lets us see, with its checksum. */
export async function accountOf(wallet: Provider): Promise<Hex> {
  const accounts = await ask(wallet, "eth_requestAccounts", []);
  const first: unknown = Array.isArray(accounts) ? accounts[0] : undefined;
  if (typeof first !== "string" || !isAddress(first, { strict: false })) {
    throw new WalletRefusal("failed");
  }
  return getAddress(first);
}

/** The account's signature under a text, which the wallet shows to the user. */
export async function signatureOf(wallet: Provider, account: Hex, text: string): Promise<string> {
  const signature = await ask(wallet, "personal_sign", [stringToHex(text), account]);
  if (typeof signature !== "string") {
    throw new WalletRefusal("failed");
  }
  return signature;
}

async function ask(wallet: Provider, method: string, params: readonly unknown[]): Promise<unknown> {
  try {
    return await wallet.request({ method, params });
  } catch (failure) {
    throw new WalletRefusal(reason(failure), { cause: failure });
  }
}

function reason(failure: unknown): WalletRefusal["reason"] {
  const code =
    typeof failure === "object" && failure !== null && "code" in failure ? failure.code : undefined;
  switch (code) {
    case REFUSED_BY_USER:
      return "refused";
    case ASKED_ALREADY:
      return "busy";
    default:
      return "failed";
  }
}
