import fc from "fast-check";

/**
 * Every law is tried on the same cases each time, so that a red run says something about the change and not about
 * luck. `FAST_CHECK_SEED=random` (or a number) tries others.
 */
const asked = process.env["FAST_CHECK_SEED"];
if (asked !== "random")
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked ?? 20_261_121) });
