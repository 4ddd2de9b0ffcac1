export default {
  testEnvironment: "jest-fixed-jsdom",
  setupFiles: ["./webcrypto.js"],
  moduleNameMapper: { "^x-mutes$": "x-mutes/inline" },
};
