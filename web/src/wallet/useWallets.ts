import { useEffect, useState } from "react";
import type { Wallet } from "./wallet";
import { watchWallets } from "./watchWallets";

/** The wallets of this browser. */
export function useWallets(): readonly Wallet[] {
  const [wallets, tell] = useState<readonly Wallet[]>([]);
  useEffect(() => watchWallets(window, tell), []);
  return wallets;
}
