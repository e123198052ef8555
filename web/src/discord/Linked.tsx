import { Card } from "../app/Card";
import type { WalletLink } from "./verification";

/** The end of the story, and where it goes on. */
export function Linked({ link }: { link: WalletLink }) {
  return (
    <Card title="Your wallet is linked">
      <p role="status">
        <code className="address">{link.wallet}</code> belongs to the Discord user{" "}
        <strong>{link.user.name}</strong> now.
      </p>
      {link.moved && (
        <p>It was linked to another Discord user before, who loses the roles that came with it.</p>
      )}
      <p>
        Go back to <strong>{link.server.name}</strong>: roles of your subscriptions come within seconds, and
        new ones with each payment. <code>/status</code> there shows where you stand.
      </p>
    </Card>
  );
}
