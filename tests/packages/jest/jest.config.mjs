export default {
  testEnvironment: "jest-fixed-jsdom",
  setupFiles: ["./webcrypto.cjs"],
  moduleNameMapper: { "^x-mutes$": "x-mutes/inline" },
  transformIgnorePatterns: ["/node_modules/(?!x-mutes/)"],
};
