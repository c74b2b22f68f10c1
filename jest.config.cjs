module.exports = {
  // No test asserts how long something takes; on a busy machine everything takes longer.
  testTimeout: 30_000,
  maxWorkers: "100%",
  roots: ["__tests__", "aws", "cli", "config", "engine", "functions", "testing", "tools"].map(
    (room) => `<rootDir>/${room}`,
  ),
  testMatch: ["**/*.test.ts"],
  runner: "<rootDir>/testing/side-by-side-runner.cjs",
  transform: {
    "^.+\\.[cm]?[jt]sx?$": ["@swc/jest", { jsc: { parser: { syntax: "typescript", tsx: true }, target: "es2022" } }],
  },
  // Packages that ship ES modules only; jest runs CommonJS.
  transformIgnorePatterns: [
    "/node_modules/(?!(cidr-tools|cidr-regex|ip-bigint|ip-regex|is-cidr|is-ip|get-east-asian-width)/)",
  ],
};
