const { webcrypto } = require("node:crypto");

Object.defineProperty(globalThis, "crypto", { value: webcrypto });
