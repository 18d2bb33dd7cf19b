/** The version of the plan's format; apart from the schema, so that the compiler need not load zod to write it. */

/** Raised whenever a reader of an older plan would misunderstand a newer one. */
export const PLAN_VERSION = 1;
