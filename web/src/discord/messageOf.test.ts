import { expect, test } from "vitest";
import { messageOf } from "./messageOf";

test("the text says every field of the link, in the order of ERC-4361", () => {
  const text = messageOf(
    {
      domain: "localhost:8080",
      uri: "http://localhost:8080/discord/verify",
      version: "1",
      chain_id: 31337,
      nonce: "0123456789abcdef0123456789abcdef",
      statement: "Link this wallet to the Discord user alice, number 1, on Nights, number 2.",
      issued_at: "2026-04-01T10:00:00.000Z",
      expiration_time: "2026-04-01T10:10:00.000Z",
    },
    "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
  );

  expect(text).toBe(
    [
      "localhost:8080 wants you to sign in with your Ethereum account:",
      "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
      "",
      "Link this wallet to the Discord user alice, number 1, on Nights, number 2.",
      "",
      "URI: http://localhost:8080/discord/verify",
      "Version: 1",
      "Chain ID: 31337",
      "Nonce: 0123456789abcdef0123456789abcdef",
      "Issued At: 2026-04-01T10:00:00.000Z",
      "Expiration Time: 2026-04-01T10:10:00.000Z",
    ].join("\n"),
  );
});
