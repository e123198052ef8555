import { expect, test } from "vitest";
import type { Wallet } from "./wallet";
import { type Surroundings, watchWallets } from "./watchWallets";

const provider = { request: async () => [] };

function announce(surroundings: Surroundings, detail: unknown) {
  surroundings.dispatchEvent(Object.assign(new Event("eip6963:announceProvider"), { detail }));
}

function watched(surroundings: Surroundings) {
  let known: readonly Wallet[] = [];
  const end = watchWallets(surroundings, (wallets) => {
    known = wallets;
  });
  return { end, names: () => known.map((wallet) => wallet.name), wallets: () => known };
}

test("asks wallets to make themselves known, and hears those that come later", () => {
  const surroundings: Surroundings = new EventTarget();
  surroundings.addEventListener("eip6963:requestProvider", () =>
    announce(surroundings, { info: { uuid: "a", name: "First" }, provider }),
  );
  const wallets = watched(surroundings);

  announce(surroundings, { info: { uuid: "b", name: "Second" }, provider });

  expect(wallets.names()).toEqual(["First", "Second"]);
});

test("a wallet that says its name twice is one wallet", () => {
  const surroundings: Surroundings = new EventTarget();
  const wallets = watched(surroundings);

  announce(surroundings, { info: { uuid: "a", name: "First" }, provider });
  announce(surroundings, { info: { uuid: "a", name: "First" }, provider });

  expect(wallets.names()).toEqual(["First"]);
});

test("the old way in counts where nobody knows the new one", () => {
  const surroundings: Surroundings = Object.assign(new EventTarget(), { ethereum: provider });
  const wallets = watched(surroundings);

  expect(wallets.names()).toEqual(["Browser wallet"]);
  announce(surroundings, { info: { uuid: "a", name: "First" }, provider });
  expect(wallets.names()).toEqual(["First"]);
});

test.each([
  undefined,
  null,
  {},
  { info: { uuid: "a", name: "" }, provider },
  { info: { uuid: 1, name: "A" }, provider },
  { info: { uuid: "a", name: "A" }, provider: {} },
])("what is no wallet (%o) is not taken for one", (detail) => {
  const surroundings: Surroundings = Object.assign(new EventTarget(), { ethereum: { request: "no" } });
  const wallets = watched(surroundings);

  announce(surroundings, detail);

  expect(wallets.names()).toEqual([]);
});

test("a picture is shown only where it loads nothing", () => {
  const surroundings: Surroundings = new EventTarget();
  const wallets = watched(surroundings);

  announce(surroundings, { info: { uuid: "a", name: "A", icon: "https://spy.example/x.png" }, provider });
  announce(surroundings, { info: { uuid: "b", name: "B", icon: "data:image/png;base64,AA==" }, provider });

  expect(wallets.wallets().map((wallet) => wallet.icon)).toEqual([undefined, "data:image/png;base64,AA=="]);
});

test("who no longer watches is told nothing", () => {
  const surroundings: Surroundings = new EventTarget();
  const wallets = watched(surroundings);

  wallets.end();
  announce(surroundings, { info: { uuid: "a", name: "First" }, provider });

  expect(wallets.names()).toEqual([]);
});
