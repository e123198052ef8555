import type { Verification } from "./verification";

/** What is signed, for those who want to know. */
export function SignedText({ verification }: { verification: Verification }) {
  const { statement, domain, expiration_time } = verification.message;
  return (
    <details>
      <summary>What do I sign?</summary>
      <p>“{statement}”</p>
      <p>
        It is a message to {domain}, good until {new Date(expiration_time).toLocaleTimeString()} and for this
        link alone. It moves nothing, allows no payment and costs no fee.
      </p>
    </details>
  );
}
