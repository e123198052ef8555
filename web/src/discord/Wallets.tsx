import type { Wallet } from "../wallet/wallet";

type Choice = { wallets: readonly Wallet[]; busy: boolean; choose: (wallet: Wallet) => void };

/** The wallets to choose from, or what to do without one. */
export function Wallets({ wallets, busy, choose }: Choice) {
  if (wallets.length === 0) {
    return (
      <div role="status">
        <h2>No wallet found</h2>
        <p>
          Install a wallet in this browser and reload the page, or open this very address in the browser
          inside your wallet's app.
        </p>
      </div>
    );
  }
  return (
    <ul className="wallets">
      {wallets.map((wallet) => (
        <li key={wallet.id}>
          <button type="button" className="main" disabled={busy} onClick={() => choose(wallet)}>
            {wallet.icon && <img src={wallet.icon} alt="" width="24" height="24" />}
            Sign with {wallet.name}
          </button>
        </li>
      ))}
    </ul>
  );
}
