/** How wallets are asked, by EIP-1193. */
export type Provider = {
  request(question: { method: string; params?: readonly unknown[] }): Promise<unknown>;
};

/** A wallet of this browser. */
export type Wallet = {
  id: string;
  name: string;
  /** A picture of the wallet's own, as a data URI. */
  icon?: string;
  provider: Provider;
};

/** What a wallet says when it does not do what it was asked. */
export class WalletRefusal extends Error {
  constructor(
    readonly reason: "refused" | "busy" | "failed",
    options?: ErrorOptions,
  ) {
    super(`The wallet has ${reason}`, options);
  }
}
