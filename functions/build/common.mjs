/** What all bundles have in common. */
export const COMMON = {
  bundle: true,
  platform: "node",
  target: "node22",
  format: "cjs",
  minify: true,
  // The SDK's ES modules shake down to two thirds of its CommonJS, and load faster.
  mainFields: ["module", "main"],
  legalComments: "none",
  logLevel: "error",
};
