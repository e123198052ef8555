import { ApiProblem, Unreachable } from "./problem";

/** Asks our API and reads its JSON; throws {@link ApiProblem} or {@link Unreachable}. */
export async function ask<T>(path: string, body?: unknown): Promise<T> {
  const answer = await send(path, body);
  const said: unknown = await answer.json().catch(() => undefined);
  if (answer.ok && said !== undefined) {
    return said as T;
  }
  throw problem(answer.status, said);
}

async function send(path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(path, {
      method: body === undefined ? "GET" : "POST",
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
    });
  } catch (failure) {
    throw new Unreachable("The service does not answer", { cause: failure });
  }
}

function problem(status: number, said: unknown): ApiProblem {
  const members = typeof said === "object" && said !== null ? (said as Record<string, unknown>) : {};
  return new ApiProblem(
    status,
    text(members.code) ?? "unreadable",
    text(members.detail) ?? `Status ${status}`,
  );
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
