import { Card } from "../app/Card";

/** Where a merchant comes back to from Discord, who has let the bot onto a server or has not. */
export function ConnectedPage({
  server,
  problem,
}: {
  server: string | undefined;
  problem: string | undefined;
}) {
  if (!server) {
    return (
      <Card title="The server is not connected">
        <p role="alert">
          Begin again in the dashboard, under Settings → Discord, and let the bot manage roles.
          {problem && (
            <>
              {" "}
              The reason is <code>{problem}</code>.
            </>
          )}
        </p>
      </Card>
    );
  }
  return (
    <Card title="The server is connected">
      <p role="status">
        The amser bot is on <strong>{server}</strong>. Choose now which plan gives which role. At Discord,
        move the bot's own role above those that it is to give: Server Settings → Roles.
      </p>
    </Card>
  );
}
