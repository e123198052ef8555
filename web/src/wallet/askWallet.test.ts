import { expect, test } from "vitest";
import { accountOf, signatureOf } from "./askWallet";

const ACCOUNT = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";

function failing(code: unknown) {
  return {
    request: async () => {
      throw code;
    },
  };
}

test("an account has its checksum, however the wallet writes it", async () => {
  expect(await accountOf({ request: async () => [ACCOUNT.toLowerCase()] })).toBe(ACCOUNT);
});

test.each([[[]], [null], ["0x"], [["no address"]], [[7]]])(
  "accounts that are none (%o) are a failure",
  async (said) => {
    await expect(accountOf({ request: async () => said })).rejects.toMatchObject({ reason: "failed" });
  },
);

test("the wallet is asked to sign the very bytes of the text", async () => {
  const asked: unknown[] = [];
  const wallet = {
    request: async (question: unknown) => {
      asked.push(question);
      return "0x12";
    },
  };

  expect(await signatureOf(wallet, ACCOUNT, "Grüße\n")).toBe("0x12");
  expect(asked).toEqual([{ method: "personal_sign", params: ["0x4772c3bcc39f650a", ACCOUNT] }]);
});

test.each([
  [{ code: 4001 }, "refused"],
  [{ code: -32002 }, "busy"],
  [{ code: -32603 }, "failed"],
  [new Error("gone"), "failed"],
  ["gone", "failed"],
  [null, "failed"],
])("a wallet that throws %o has %s", async (thrown, reason) => {
  await expect(accountOf(failing(thrown))).rejects.toMatchObject({ reason });
});
