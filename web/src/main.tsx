import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import "./style.css";

const root = document.getElementById("app");
if (!root) {
  throw new Error("The page has no place for the app");
}
// A page that lies open asks nothing by itself.
const queries = new QueryClient({
  defaultOptions: {
    queries: { refetchOnWindowFocus: false, staleTime: Number.POSITIVE_INFINITY, networkMode: "always" },
    mutations: { networkMode: "always" },
  },
});
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <App path={window.location.pathname} query={window.location.search} />
    </QueryClientProvider>
  </StrictMode>,
);
