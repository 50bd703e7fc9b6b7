import { accountOperations } from "./account-operations.ts";
import { batchOperations } from "./batch-operations.ts";
import { listingOperations } from "./listing-operations.ts";

/** What an app asks for on none of its first screens, and so need not know when it starts. */
export const laterOperations = { ...accountOperations, ...listingOperations, ...batchOperations } as const;
