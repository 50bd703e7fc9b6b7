/** The parts of dynalite 4.0.0 that the engine stands on; the package has no types of its own. */

declare module "dynalite/db/index.js" {
  import { type DynaliteDb } from "#local/dynamodb/dynalite-types.ts";
  const db: DynaliteDb;
  export default db;
}

declare module "dynalite/validations/index.js" {
  import { type DynaliteValidations } from "#local/dynamodb/dynalite-types.ts";
  const validations: DynaliteValidations;
  export default validations;
}
