import { App, Validations } from "aws-cdk-lib";
import { stack } from "../backend.ts";
import { ReviewedChecks } from "../nag/reviewed-checks.ts";

/** The backend as it is deployed, looked through by cdk-nag while it is synthesized. */
const app = App.of(stack);
if (!(app instanceof App)) throw new TypeError("The backend is part of no app.");
Validations.of(app).addPlugins(new ReviewedChecks());
