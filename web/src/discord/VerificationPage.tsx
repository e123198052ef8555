import { useQuery } from "@tanstack/react-query";
import { ApiProblem } from "../api/problem";
import { Card } from "../app/Card";
import { adviceFor } from "./advice";
import { LinkWalletPage } from "./LinkWalletPage";
import { verificationOf } from "./verification";

/** Where a member of a Discord server shows whose wallet he has: the page behind the link that /verify gives. */
export function VerificationPage({ token }: { token: string }) {
  const verification = useQuery({
    queryKey: ["verification", token],
    queryFn: () => verificationOf(token),
    retry: (failures, failure) => failures < 2 && !(failure instanceof ApiProblem && failure.status < 500),
  });

  if (verification.isPending) {
    return (
      <Card title="Link your wallet">
        <p role="status">Looking at your link …</p>
      </Card>
    );
  }
  if (verification.isError) {
    const advice = adviceFor(verification.error);
    return (
      <Card title={advice.title}>
        <p role="alert">{advice.text}</p>
        {advice.again && (
          <button
            type="button"
            className="main"
            onClick={() => verification.refetch()}
            disabled={verification.isFetching}
          >
            Try again
          </button>
        )}
      </Card>
    );
  }
  return <LinkWalletPage token={token} verification={verification.data} />;
}
