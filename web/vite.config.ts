import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  build: {
    // Everything is a file of its own: the pages are served without leave to run or style inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    // `npm run dev` beside `./amser up`.
    proxy: { "/v0": "http://localhost:8080" },
  },
});
