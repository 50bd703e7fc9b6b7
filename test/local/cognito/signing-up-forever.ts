import { createCognito } from "#local/cognito/server.ts";

/** A process for a test to kill: makes users in the folder of its first argument and prints each `sub` once it exists. */
const cognito = await createCognito({ dataDir: process.argv[2] ?? "", allowedOrigins: [], print: () => {} });
for (let n = 0; ; n++) {
  const sub = cognito.admin.createUser({
    email: `agent${process.pid}-${n}@example.com`,
    password: "Correct-Horse-7",
  });
  cognito.admin.addUserToGroup(sub, "CREATORS");
  process.stdout.write(`${sub}\n`);
  await new Promise((resolve) => setImmediate(resolve));
}
