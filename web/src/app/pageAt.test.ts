import { expect, test } from "vitest";
import { pageAt } from "./pageAt";

test("a verification is named by its token", () => {
  expect(pageAt("/discord/verify/aB-_9", "")).toEqual({ name: "discord-verification", token: "aB-_9" });
  expect(pageAt("/discord/verify/aB-_9/", "")).toEqual({ name: "discord-verification", token: "aB-_9" });
});

test("who comes back from Discord is told how it went", () => {
  expect(pageAt("/discord/connected", "?server=Night+Owls")).toEqual({
    name: "discord-connected",
    server: "Night Owls",
  });
  expect(pageAt("/discord/connected", "?problem=install_declined")).toEqual({
    name: "discord-connected",
    problem: "install_declined",
  });
});

test.each([
  "/",
  "/discord/verify/",
  "/discord/verify/a/b",
  "/discord/verify/a%2Fb",
  `/discord/verify/${"a".repeat(101)}`,
])("%s is no page of ours", (path) => {
  expect(pageAt(path, "")).toEqual({ name: "unknown" });
});
