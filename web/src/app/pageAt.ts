/** Where the user is. */
export type Page =
  | { name: "discord-verification"; token: string }
  | { name: "discord-connected"; server?: string; problem?: string }
  | { name: "unknown" };

/** Each path of the app has its line here, and its line in the service that serves the app. */
export function pageAt(path: string, query: string): Page {
  const verification = /^\/discord\/verify\/([A-Za-z0-9_-]{1,100})\/?$/.exec(path);
  if (verification?.[1]) {
    return { name: "discord-verification", token: verification[1] };
  }
  if (/^\/discord\/connected\/?$/.test(path)) {
    return { name: "discord-connected", ...said(query) };
  }
  return { name: "unknown" };
}

function said(query: string): { server?: string; problem?: string } {
  const members = new URLSearchParams(query);
  const server = members.get("server");
  const problem = members.get("problem");
  return { ...(server ? { server } : {}), ...(problem ? { problem } : {}) };
}
