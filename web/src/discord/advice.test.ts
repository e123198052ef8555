import { expect, test } from "vitest";
import { ApiProblem, Unreachable } from "../api/problem";
import { WalletRefusal } from "../wallet/wallet";
import { adviceFor, EXPIRED } from "./advice";

test.each(["unknown_verification", "verification_expired", "verification_used"])(
  "a link that is over (%s) wants a new one, which Discord gives",
  (code) => {
    const advice = adviceFor(new ApiProblem(404, code, ""));

    expect(advice.again).toBe(false);
    expect(advice.text).toContain("run /verify in Discord");
  },
);

test.each([
  new WalletRefusal("refused"),
  new WalletRefusal("busy"),
  new WalletRefusal("failed"),
  new Unreachable("gone"),
  new ApiProblem(429, "rate_limited", ""),
  new ApiProblem(401, "wrong_signer", ""),
  new ApiProblem(503, "chain_unavailable", ""),
  new ApiProblem(503, "database_unavailable", ""),
  new ApiProblem(502, "unreadable", ""),
  new Error("anything"),
])("what can pass (%s) may be tried again", (failure) => {
  expect(adviceFor(failure).again).toBe(true);
});

test("another text than the one asked for is not tried again", () => {
  expect(adviceFor(new ApiProblem(401, "message_mismatch", "")).again).toBe(false);
});

test("a link that expires on the page says the same as one that had", () => {
  expect(adviceFor(new ApiProblem(410, "verification_expired", ""))).toEqual(EXPIRED);
});
