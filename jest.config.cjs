module.exports = {
  // No test asserts how long something takes; on a busy machine everything takes longer.
  testTimeout: 30_000,
  maxWorkers: "100%",
  roots: ["__tests__", "aws", "cli", "config", "engine", "functions", "testing", "tools"].map(
    (room) => `<rootDir>/${room}`,
  ),
  testMatch: ["**/*.test.ts"],
  // Jest runs tests in a context of their own, in which each use of a global is slow: these are handed to every module instead, which makes
  // what computes a third faster. Not among them is what a test may replace, such as `Date`, or what packages declare themselves.
  sandboxInjectedGlobals: ["Array", "BigInt", "JSON", "Map", "Math", "Object", "RegExp", "Set"],
  runner: "<rootDir>/testing/side-by-side-runner.cjs",
  transform: {
    "^.+\\.[cm]?[jt]sx?$": ["@swc/jest", { jsc: { parser: { syntax: "typescript", tsx: true }, target: "es2022" } }],
  },
  // Packages that ship ES modules only; jest runs CommonJS.
  transformIgnorePatterns: [
    "/node_modules/(?!(cidr-tools|cidr-regex|ip-bigint|ip-regex|is-cidr|is-ip|get-east-asian-width)/)",
  ],
};
