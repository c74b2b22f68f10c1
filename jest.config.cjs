const transform = {
  "^.+\\.[cm]?[jt]sx?$": ["@swc/jest", { jsc: { parser: { syntax: "typescript", tsx: true }, target: "es2022" } }],
};
// Packages that ship ES modules only; jest runs CommonJS.
const transformIgnorePatterns = ["/node_modules/(?!(cidr-tools|ip-bigint|ip-regex)/)"];

module.exports = {
  projects: [
    {
      displayName: "infra",
      rootDir: __dirname,
      roots: ["<rootDir>/__tests__"],
      testMatch: ["**/*.test.ts"],
      transform,
      transformIgnorePatterns,
      setupFilesAfterEnv: ["<rootDir>/jest.setup.cjs"],
    },
    {
      displayName: "functions",
      rootDir: __dirname,
      roots: ["<rootDir>/functions/src", "<rootDir>/config", "<rootDir>/cli"],
      testMatch: ["**/*.test.ts"],
      transform,
      transformIgnorePatterns,
    },
  ],
};
