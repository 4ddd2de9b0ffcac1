/** Limits as Rust takes them. */
export function limitNumbers(limits) {
  return limits.flatMap(({ scope, limit, remaining, resetAt }) => [Number(scope !== "user-15min"), limit, remaining, Number(resetAt)]).join();
}
