import { accountOf, signatureOf } from "../wallet/askWallet";
import type { Wallet } from "../wallet/wallet";
import { messageOf } from "./messageOf";
import { confirm, type Verification, type WalletLink } from "./verification";

/** What the user waits for. */
export type Step = "account" | "signature" | "answer";

/** Asks the wallet for an account and its signature, and shows them to the service. */
export async function linkWallet(
  token: string,
  verification: Verification,
  wallet: Wallet,
  tell: (step: Step) => void,
): Promise<WalletLink> {
  tell("account");
  const account = await accountOf(wallet.provider);
  tell("signature");
  const text = messageOf(verification.message, account);
  const signature = await signatureOf(wallet.provider, account, text);
  tell("answer");
  return confirm(token, text, signature);
}
