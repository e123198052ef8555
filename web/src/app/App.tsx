import { ConnectedPage } from "../discord/ConnectedPage";
import { VerificationPage } from "../discord/VerificationPage";
import { Card } from "./Card";
import { pageAt } from "./pageAt";

/** The page that the path names. */
export function App({ path, query }: { path: string; query: string }) {
  const page = pageAt(path, query);
  switch (page.name) {
    case "discord-verification":
      return <VerificationPage token={page.token} />;
    case "discord-connected":
      return <ConnectedPage server={page.server} problem={page.problem} />;
    case "unknown":
      return (
        <Card title="There is nothing here">
          <p>Look at the address: a part of it may be missing.</p>
        </Card>
      );
  }
}
