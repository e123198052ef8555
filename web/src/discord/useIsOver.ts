import { useEffect, useState } from "react";

/** Whether this time has come; changes by itself when it does. */
export function useIsOver(iso: string): boolean {
  const end = new Date(iso).getTime();
  const [isOver, setOver] = useState(() => Date.now() >= end);
  useEffect(() => {
    const left = end - Date.now();
    const timer = setTimeout(() => setOver(true), Math.max(0, left));
    return () => clearTimeout(timer);
  }, [end]);
  return isOver;
}
