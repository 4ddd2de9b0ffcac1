// @ts-check
/**
 * A store in this context's memory.
 *
 * @type {typeof import("x-mutes/client").memoryStore}
 */
export function memoryStore() {
  /** @type {Map<string, string>} */
  const values = new Map();
  return {
    // So that no other context takes it for its own.
    name: `memory:${Math.random()}`,
    async get(key) {
      return values.get(key);
    },
    async update(key, change) {
      const value = change(values.get(key));
      if (value === undefined) values.delete(key);
      else values.set(key, value);
    },
  };
}
