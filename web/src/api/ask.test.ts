import { afterEach, expect, test, vi } from "vitest";
import { ask } from "./ask";
import { ApiProblem, Unreachable } from "./problem";

afterEach(() => vi.unstubAllGlobals());

function answering(status: number, body: string) {
  const fetched = vi.fn(async () => new Response(body, { status }));
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

test("reads what the service says", async () => {
  answering(200, '{"name":"alice"}');

  expect(await ask("/v0/x")).toEqual({ name: "alice" });
});

test("sends no cookies, and JSON only when there is something to send", async () => {
  const fetched = answering(200, "{}");

  await ask("/v0/x");
  await ask("/v0/x", { a: 1 });

  expect(fetched).toHaveBeenNthCalledWith(1, "/v0/x", expect.objectContaining({ method: "GET", body: null }));
  expect(fetched).toHaveBeenNthCalledWith(
    2,
    "/v0/x",
    expect.objectContaining({
      method: "POST",
      body: '{"a":1}',
      credentials: "omit",
      headers: { "Content-Type": "application/json" },
    }),
  );
});

test("a problem keeps its code", async () => {
  answering(410, '{"code":"verification_expired","detail":"Ask for another."}');

  await expect(ask("/v0/x")).rejects.toMatchObject({ status: 410, code: "verification_expired" });
  await expect(ask("/v0/x")).rejects.toBeInstanceOf(ApiProblem);
});

test.each([
  [502, "<html>Bad gateway</html>"],
  [200, "no JSON"],
  [500, "null"],
  [503, '{"code":7}'],
])("what is no answer of ours (%i %s) is a problem without a code", async (status, body) => {
  answering(status, body);

  await expect(ask("/v0/x")).rejects.toMatchObject({ status, code: "unreadable" });
});

test("no answer at all is another thing than a problem", async () => {
  vi.stubGlobal("fetch", async () => {
    throw new TypeError("Failed to fetch");
  });

  await expect(ask("/v0/x")).rejects.toBeInstanceOf(Unreachable);
});
