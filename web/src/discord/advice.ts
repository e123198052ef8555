import { ApiProblem, Unreachable } from "../api/problem";
import { WalletRefusal } from "../wallet/wallet";

/** What happened, and what to do about it. */
export type Advice = {
  title: string;
  text: string;
  /** Whether another try on this page can succeed. */
  again: boolean;
};

/** What a user reads when linking did not work. */
export function adviceFor(failure: unknown): Advice {
  if (failure instanceof WalletRefusal) {
    return ofWallet(failure.reason);
  }
  if (failure instanceof Unreachable) {
    return retry("No answer", "Look at your connection, then try again.");
  }
  return failure instanceof ApiProblem ? ofService(failure) : retry("Something went wrong", "Try again.");
}

export const EXPIRED: Advice = newLink(
  "This link has expired",
  "Links are good for ten minutes, and a newer one ends the older.",
);

function ofWallet(reason: WalletRefusal["reason"]): Advice {
  switch (reason) {
    case "refused":
      return retry(
        "Not signed",
        "You refused in your wallet, so nothing was linked. Try again if you want to.",
      );
    case "busy":
      return retry(
        "Your wallet waits for you",
        "It has another question open: answer it there, then try again.",
      );
    case "failed":
      return retry("Your wallet failed", "Unlock it, choose an account, then try again.");
  }
}

function ofService({ code, status }: ApiProblem): Advice {
  switch (code) {
    case "unknown_verification":
      return newLink("This link does not work", "It is incomplete, or a newer one has taken its place.");
    case "verification_expired":
      return EXPIRED;
    case "verification_used":
      return newLink(
        "This link has been used",
        "Each works once. If that was you, you are done: /status in Discord shows your wallets.",
      );
    case "wrong_signer":
      return retry(
        "The signature does not fit",
        "It was made by another account than the one your wallet named. Choose one, then try again.",
      );
    case "chain_unavailable":
      return retry(
        "The chain does not answer",
        "Your wallet is a contract, and only the chain can tell whether it signed. Try again in a minute.",
      );
    case "rate_limited":
      return retry("Too many tries", "Wait a minute, then try again.");
    default:
      return status >= 500
        ? retry("amser cannot answer at the moment", "Nothing was linked. Try again in a minute.")
        : newLink(
            "The signature was not accepted",
            "Your wallet signed another text than this link asks for.",
          );
  }
}

function retry(title: string, text: string): Advice {
  return { title, text, again: true };
}

function newLink(title: string, text: string): Advice {
  return { title, text: `${text} For a new link run /verify in Discord.`, again: false };
}
