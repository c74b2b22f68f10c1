const transform = {
  "^.+\\.[cm]?[jt]sx?$": ["@swc/jest", { jsc: { parser: { syntax: "typescript", tsx: true }, target: "es2022" } }],
};
// Packages that ship ES modules only; jest runs CommonJS.
const transformIgnorePatterns = [
  "/node_modules/(?!(cidr-tools|cidr-regex|ip-bigint|ip-regex|is-cidr|is-ip|get-east-asian-width|@?kubernetes-models)/)",
];
// These do so under the condition `import` alone, which jest does not ask by.
const moduleNameMapper = {
  "^(kubernetes-models/.+|@kubernetes-models/apimachinery/.+)$": "<rootDir>/node_modules/$1.js",
  "^(@kubernetes-models/(?:base|validate))$": "<rootDir>/node_modules/$1/dist/index.js",
  "^(@kubernetes-models/validate)/(runtime/.+)$": "<rootDir>/node_modules/$1/dist/$2.js",
};

module.exports = {
  // No test asserts how long something takes; on a busy machine everything takes longer.
  testTimeout: 30_000,
  projects: [
    {
      displayName: "infra",
      rootDir: __dirname,
      roots: ["<rootDir>/__tests__"],
      testMatch: ["**/*.test.ts"],
      transform,
      transformIgnorePatterns,
      moduleNameMapper,
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
