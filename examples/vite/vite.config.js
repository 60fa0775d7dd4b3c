export default {
  // Paths that work in any folder of a site.
  base: "./",
  // While developing, Vite would copy the script away from the model and the wasm module beside it.
  optimizeDeps: { exclude: ["newsmark"] },
  // The worker is made of modules.
  worker: { format: "es" },
};
