import type { Provider, Wallet } from "./wallet";

const ANNOUNCED = "eip6963:announceProvider";
const ASKED = "eip6963:requestProvider";

/** The part of the window that wallets come in through. */
export type Surroundings = EventTarget & { ethereum?: unknown };

/** Tells which wallets there are, again whenever one more makes itself known; the answer ends that. */
export function watchWallets(
  surroundings: Surroundings,
  tell: (wallets: readonly Wallet[]) => void,
): () => void {
  const announced = new Map<string, Wallet>();
  const hear = (event: Event) => {
    const wallet = read((event as CustomEvent<unknown>).detail);
    if (wallet) {
      announced.set(wallet.id, wallet);
      tell(all(announced, surroundings.ethereum));
    }
  };
  surroundings.addEventListener(ANNOUNCED, hear);
  surroundings.dispatchEvent(new Event(ASKED));
  tell(all(announced, surroundings.ethereum));
  return () => surroundings.removeEventListener(ANNOUNCED, hear);
}

/** The wallets that follow EIP-6963, or else the one that stands in the window as all did before. */
function all(announced: ReadonlyMap<string, Wallet>, injected: unknown): readonly Wallet[] {
  if (announced.size > 0) {
    return [...announced.values()];
  }
  return isProvider(injected) ? [{ id: "window.ethereum", name: "Browser wallet", provider: injected }] : [];
}

/** Anything on the page may announce anything: only what has the form of a wallet is taken. */
function read(detail: unknown): Wallet | undefined {
  const { info, provider } = members(detail);
  const { uuid, name, icon } = members(info);
  if (typeof uuid !== "string" || typeof name !== "string" || name === "" || !isProvider(provider)) {
    return undefined;
  }
  const picture = typeof icon === "string" && icon.startsWith("data:image/") ? { icon } : {};
  return { id: uuid, name, provider, ...picture };
}

function isProvider(value: unknown): value is Provider {
  return typeof members(value).request === "function";
}

function members(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
