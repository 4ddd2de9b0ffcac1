/** A store in this context's memory. */
export function memoryStore() {
  const values = new Map();
  return {
    // No other context may think it has the same.
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
