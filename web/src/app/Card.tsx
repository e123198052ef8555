import { type ReactNode, useEffect } from "react";

/** What every page stands on. */
export function Card({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · amser`;
  }, [title]);
  return (
    <main className="card">
      <p className="brand">amser</p>
      <h1>{title}</h1>
      {children}
    </main>
  );
}
