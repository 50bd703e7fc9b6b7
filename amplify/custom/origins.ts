/**
 * The addresses the app is opened at. REIMAGINE_ORIGINS names them, separated by commas; Amplify Hosting's own address
 * is known from the branch; with neither, this machine's.
 * Throws RangeError for anything that is not exactly an origin: a wildcard or a path lets strangers in or us out.
 */
export function appOrigins(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const named = (env["REIMAGINE_ORIGINS"] ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
  const branch = env["AWS_BRANCH"];
  const app = env["AWS_APP_ID"];
  const hosted = branch && app ? [`https://${asHostLabel(branch)}.${app}.amplifyapp.com`] : [];
  const all = [...hosted, ...named];
  return all.length > 0 ? all.map(exact) : ["http://localhost:4300"];
}

/** Amplify Hosting writes a branch into a host name like this: "feature/Sky" is "feature-sky". */
const asHostLabel = (branch: string): string => branch.toLowerCase().replaceAll(/[^a-z0-9-]/g, "-");

function exact(origin: string): string {
  const parsed = URL.canParse(origin) ? new URL(origin) : undefined;
  if (parsed?.origin !== origin || origin.includes("*"))
    throw new RangeError(
      `REIMAGINE_ORIGINS must list exact origins like https://app.example.com, not "${origin}".`,
    );
  return origin;
}
