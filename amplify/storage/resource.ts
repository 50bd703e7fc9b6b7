import { defineStorage } from "@aws-amplify/backend";

/**
 * The one bucket. No access rules: people reach objects by signed addresses only, and the functions' rights are
 * granted in custom/rights.ts (rules here would make storage and the functions' stack depend on each other).
 * It outlives its stack, except a sandbox's, and a deleted object can be had back for a week.
 */
export const storage = defineStorage({ name: "photos", versioned: true, keepOnDelete: true });
