import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** Some file of each room, for a forbidden import to name. */
const doors = {
  core: "#core/result.ts",
  engine: "#engine/raster.ts",
  functions: "#functions/ports.ts",
  local: "#local/config.ts",
  src: "#src/first-words.ts",
} as const;
type Room = keyof typeof doors;

/** DESIGN.md section 2. */
const allowed: Readonly<Record<Room, readonly Room[]>> = {
  core: [],
  engine: ["core"],
  functions: ["core", "engine"],
  local: ["core", "engine", "functions"],
  src: ["core"],
};

/** What `tsc -b` says about a room when one more file stands in it. Nothing is written to disk. */
function compileWith(room: Room, source: string): readonly string[] {
  const configFile = join(root, room, "tsconfig.json");
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(configFile, ts.sys.readFile).config,
    ts.sys,
    dirname(configFile),
    undefined,
    configFile,
  );
  const intruder = join(root, room, "intruder.ts");
  const host = Object.assign(ts.createCompilerHost(config.options), {
    // The rooms it may import are read as they stand, whether `tsc -b` has ever run here or not. Not in TypeScript's types.
    useSourceOfProjectReferenceRedirect: () => true,
  });
  const readFile = host.readFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  host.readFile = (file) => (resolve(file) === intruder ? source : readFile(file));
  host.fileExists = (file) => resolve(file) === intruder || fileExists(file);
  host.getSourceFile = (file, version) => {
    const text = host.readFile(file);
    return text === undefined ? undefined : ts.createSourceFile(file, text, version);
  };
  const program = ts.createProgram({
    rootNames: [intruder],
    options: { ...config.options, noEmit: false },
    ...(config.projectReferences ? { projectReferences: config.projectReferences } : {}),
    host,
  });
  const semantic = program.getSemanticDiagnostics(program.getSourceFile(intruder));
  return [...program.getOptionsDiagnostics(), ...semantic].map((said) =>
    ts.flattenDiagnosticMessageText(said.messageText, "\n"),
  );
}

describe.each(Object.keys(doors) as Room[])("the compiler, about %s", (room) => {
  const others = (Object.keys(doors) as Room[]).filter((other) => other !== room);

  it.each(others.filter((other) => !allowed[room].includes(other)))(
    "refuses an import of %s, even of a type",
    (other) => {
      const said = compileWith(
        room,
        `import type * as forbidden from "${doors[other]}";\nexport type X = typeof forbidden;\n`,
      );
      expect(said.join("\n")).toMatch(new RegExp(`/${other}/.*not listed within the file list of project`));
    },
  );

  it.each(allowed[room])("lets it import %s", (other) => {
    expect(
      compileWith(room, `import type * as fine from "${doors[other]}";\nexport type X = typeof fine;\n`),
    ).toEqual([]);
  });
});

it("keeps Node, the DOM and the clock out of core", () => {
  const said = compileWith(
    "core",
    'export const x = [process.env, document.title, setTimeout, fetch];\nimport { readFileSync } from "node:fs";\nexport const y = readFileSync;\n',
  );
  for (const name of ["process", "document", "setTimeout", "fetch", "node:fs"])
    expect(said.join("\n")).toContain(name);
});
