import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Card } from "../app/Card";
import { useWallets } from "../wallet/useWallets";
import type { Wallet } from "../wallet/wallet";
import { adviceFor, EXPIRED } from "./advice";
import { Linked } from "./Linked";
import { linkWallet, type Step } from "./linkWallet";
import { SignedText } from "./SignedText";
import { useIsOver } from "./useIsOver";
import type { Verification } from "./verification";
import { Wallets } from "./Wallets";

const WAITING: Record<Step, string> = {
  account: "Choose an account in your wallet …",
  signature: "Sign the message in your wallet: it costs nothing …",
  answer: "Checking your signature …",
};

/** Says who links a wallet to what, and lets a wallet sign it. */
export function LinkWalletPage({ token, verification }: { token: string; verification: Verification }) {
  const wallets = useWallets();
  const isOver = useIsOver(verification.expires_at);
  const [step, tell] = useState<Step>("account");
  const linking = useMutation({
    mutationFn: (wallet: Wallet) => linkWallet(token, verification, wallet, tell),
  });

  if (linking.isSuccess) {
    return <Linked link={linking.data} />;
  }
  const advice = linking.isError ? adviceFor(linking.error) : undefined;
  const end = advice && !advice.again ? advice : isOver && !linking.isPending ? EXPIRED : undefined;
  if (end) {
    return (
      <Card title={end.title}>
        <p role="alert">{end.text}</p>
      </Card>
    );
  }
  return (
    <Card title="Link your wallet">
      <p>
        Your wallet will belong to the Discord user <strong>{verification.user.name}</strong>, and its
        subscriptions give roles on <strong>{verification.server.name}</strong>.
      </p>
      <p className="warning">
        Is that not you? Then somebody else sent you this link: close the page and sign nothing.
      </p>
      <Wallets wallets={wallets} busy={linking.isPending} choose={(wallet) => linking.mutate(wallet)} />
      {linking.isPending && <p role="status">{WAITING[step]}</p>}
      {advice && (
        <div role="alert">
          <h2>{advice.title}</h2>
          <p>{advice.text}</p>
        </div>
      )}
      <SignedText verification={verification} />
    </Card>
  );
}
