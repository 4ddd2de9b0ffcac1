// Stands in for where.js, which the build writes here for each entry.
import type { Where } from "../types.d.ts";

export const where: Where;
