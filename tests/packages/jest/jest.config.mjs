export default {
  testEnvironment: "jest-fixed-jsdom",
  setupFiles: ["./webcrypto.cjs"],
  moduleNameMapper: { "^x-mutes/client$": "x-mutes/client/inline" },
  transformIgnorePatterns: ["/node_modules/(?!x-mutes/)"],
};
