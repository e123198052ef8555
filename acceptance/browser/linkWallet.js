// Opens the page that links a wallet in a real browser, with a wallet that signs with a local key, and says what was seen.
//   node linkWallet.js '{"page": URL, "key": "0x…", "wallet": "eip6963" | "window.ethereum" | "none", "refuses": 1, "scheme": "dark", "chromium": PATH, "picture": FILE, "answer": FILE}'
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { privateKeyToAccount } from "viem/accounts";

const PATIENCE = 20_000;
const WIDTH = 360;
const order = JSON.parse(process.argv[2]);
const account = privateKeyToAccount(order.key);
const signed = [];
let refusals = order.refuses ?? 0;

/** What the wallet's extension does outside the page. */
async function answer({ method, params }) {
  switch (method) {
    case "eth_requestAccounts":
      return { result: [account.address.toLowerCase()] };
    case "personal_sign": {
      if (refusals-- > 0) {
        return { code: 4001 };
      }
      const text = Buffer.from(params[0].slice(2), "hex").toString("utf8");
      signed.push(text);
      return { result: await account.signMessage({ message: text }) };
    }
    default:
      return { code: 4200 };
  }
}

/** Runs in the page before its own scripts. */
function inject(kind) {
  const provider = {
    async request(question) {
      const { result, code } = await window.askWallet(question);
      if (code !== undefined) {
        throw Object.assign(new Error("no"), { code });
      }
      return result;
    },
  };
  if (kind === "window.ethereum") {
    window.ethereum = provider;
  }
  if (kind === "eip6963") {
    const info = { uuid: "6f0d", name: "Test Wallet", rdns: "org.example.test", icon: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>" };
    const announce = () =>
      window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail: Object.freeze({ info, provider }) }));
    window.addEventListener("eip6963:requestProvider", announce);
    announce();
  }
}

async function seen(page) {
  return { title: await page.locator("h1").innerText(), text: await page.locator("main").innerText() };
}

/** Runs in the page: whether it says something else than before, and waits for nothing. */
function hasGoneOn(before) {
  const main = document.querySelector("main");
  return main.innerText !== before && main.querySelector("button:disabled") === null;
}

async function faultsOfAccess(page) {
  const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(source);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}

const browser = await chromium.launch({
  executablePath: order.chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  const context = await browser.newContext({ viewport: { width: WIDTH, height: 740 }, colorScheme: order.scheme ?? "light" });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    // The browser itself reports every status of 400 and above.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      complaints.push(message.text());
    }
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(`${new URL(order.page).origin}/`) && !request.url().startsWith("data:")) {
      complaints.push(`The page asks another site: ${request.url()}`);
    }
    if (request.headers().referer) {
      complaints.push(`The link leaks as a referrer: ${request.url()}`);
    }
  });
  await page.exposeFunction("askWallet", answer);
  await page.addInitScript(inject, order.wallet);
  await page.goto(order.page);
  await page.getByText("Looking at your link").waitFor({ state: "detached" });
  const screens = [];
  const look = async () => {
    screens.push(await seen(page));
    complaints.push(...(await faultsOfAccess(page)));
    if ((await page.evaluate(() => document.documentElement.scrollWidth)) > WIDTH) {
      complaints.push("The page is wider than a phone");
    }
  };
  await look();
  const buttons = page.getByRole("button", { name: /^Sign with/ });
  for (let tries = 0; tries <= (order.refuses ?? 0) && (await buttons.count()) > 0; tries++) {
    await buttons.first().focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(hasGoneOn, screens.at(-1).text);
    await look();
  }
  if (order.picture) {
    await page.screenshot({ path: order.picture, fullPage: true });
  }
  await writeFile(order.answer, JSON.stringify({ screens, signed, complaints }));
} finally {
  await browser.close();
}
