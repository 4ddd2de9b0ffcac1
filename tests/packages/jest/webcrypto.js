import { webcrypto } from "node:crypto";

Object.defineProperty(globalThis, "crypto", { value: webcrypto });
