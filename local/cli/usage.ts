import { parseArgs } from "node:util";
import * as z from "zod/mini";
import { maxBatchPhotos, maxCommandLength } from "#core/batch/plan.ts";
import { editType } from "#core/edit/edit-type.ts";
import { type Spot } from "#core/edit/floor-corners.ts";
import { type WindowTap } from "#core/edit/params.ts";

export const usage = `Usage: npm run -s cli -- COMMAND [options]

  upload PHOTO...                        sends photos; prints ids, facts, suggestions, problems
  edit PHOTO|IMAGE_ID --type TYPE --params JSON [--mask MASK.png] [--parent EDIT_ID] [--windows X,Y;X,Y]
       [--corners X,Y;X,Y;X,Y;X,Y] [--scene-of EDIT_ID] [--surfaces X,Y;X,Y] --out RESULT.png
                                         runs one edit through preview, accept and download
                                         --windows: day-to-dusk lights the windows at these places, 0–1 of the
                                         upright photo; X,Y,dark keeps one dark
                                         --corners X,Y;X,Y;X,Y;X,Y: virtual-staging takes the floor between these
                                         --scene-of EDIT_ID: virtual-staging with the furniture of that edit
                                         --surfaces X,Y;X,Y: virtual-renovation changes the surfaces at these places
  batch PHOTO|FOLDER|IMAGE_ID... --command "…" [--plan] --out DIR
                                         does what one sentence says to up to ${maxBatchPhotos} photos and puts the files into DIR
                                         --plan: only says what would be done
  history [--limit N]                    the newest edits
  download ID --out FILE                 an edit's result (.png lossless, .jpg) or an image's original
  delete ID                              an edit, or an image with all its edits
  prompts                                every prompt of every flow, as each model is told it
  models [fixtures DIR]                  the catalogue of models; with payload fixtures: what was expected and what was got
  cost [--out FILE]                      dollars a listing and a month, waiting times, as a page of Markdown
  queue dead [--resend]                  work the embedded cloud gave up, with its reason; sends it again

Options: --json             print JSON
         --outputs FILE     amplify_outputs.json of a deployed backend (with REIMAGINE_EMAIL, REIMAGINE_PASSWORD)
Types:   virtual-staging, day-to-dusk, enhance, item-removal, virtual-renovation, free-edit
Exit:    0 done · 1 a problem, printed whole · 2 wrong usage`;

/** The call itself was wrong: exit 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

interface Common {
  readonly json: boolean;
  readonly outputs: string | undefined;
}

export type Command = Common &
  (
    | { readonly command: "upload"; readonly photos: readonly string[] }
    | {
        readonly command: "edit";
        readonly photo: string;
        readonly editType: z.infer<typeof editType>;
        readonly params: Readonly<Record<string, unknown>>;
        readonly mask: string | undefined;
        readonly parent: string | undefined;
        readonly out: string;
      }
    | {
        readonly command: "batch";
        readonly photos: readonly string[];
        /** What is said, in words. */
        readonly words: string;
        readonly planOnly: boolean;
        /** Given unless `planOnly`. */
        readonly out: string | undefined;
      }
    | { readonly command: "history"; readonly limit: number }
    | { readonly command: "download"; readonly id: string; readonly out: string }
    | { readonly command: "delete"; readonly id: string }
    | { readonly command: "queue"; readonly resend: boolean }
    | { readonly command: "prompts" }
    | { readonly command: "models"; readonly fixtures: string | undefined }
    | { readonly command: "cost"; readonly out: string | undefined }
  );

/** Reads the command line. Throws UsageError with the one thing that is wrong. */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const [command, ...rest] = positionals;
  const common: Common = { json: values.json === true, outputs: values.outputs };
  switch (command) {
    case "upload":
      if (rest.length === 0) throw new UsageError("upload needs at least one photo");
      return { command, photos: rest, ...common };
    case "edit":
      return {
        command,
        photo: one(rest, "a photo or an image id"),
        editType: readType(values.type),
        params: {
          ...readParams(values.params),
          ...readWindows(values.windows),
          ...readCorners(values.corners),
          ...readSurfaces(values.surfaces),
          ...(values["scene-of"] === undefined ? {} : { sceneOf: values["scene-of"] }),
        },
        mask: values.mask,
        parent: values.parent,
        out: required(values.out, "--out FILE"),
        ...common,
      };
    case "batch": {
      if (rest.length === 0 || rest.length > maxBatchPhotos)
        throw new UsageError(`batch takes 1 to ${maxBatchPhotos} photos, not ${rest.length}`);
      const planOnly = values.plan === true;
      return {
        command,
        photos: rest,
        words: readWords(values.command),
        planOnly,
        out: planOnly ? values.out : required(values.out, "--out DIR"),
        ...common,
      };
    }
    case "history":
      return { command, limit: readLimit(values.limit), ...common };
    case "download":
      return { command, id: one(rest, "an id"), out: required(values.out, "--out FILE"), ...common };
    case "delete":
      return { command, id: one(rest, "an id"), ...common };
    case "queue":
      if (one(rest, "dead") !== "dead") throw new UsageError("queue knows only “dead”");
      if (common.outputs !== undefined)
        throw new UsageError("queue is for the embedded cloud; docs/deploy.md has the commands for AWS");
      return { command, resend: values.resend === true, ...common };
    case "prompts":
      none(rest);
      return { command, ...common };
    case "models":
      return { command, fixtures: readFixtures(rest), ...common };
    case "cost":
      none(rest);
      return { command, out: values.out, ...common };
    case undefined:
      throw new UsageError("which command?");
    default:
      throw new UsageError(`there is no command “${command}”`);
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: "boolean" },
        resend: { type: "boolean" },
        outputs: { type: "string" },
        type: { type: "string" },
        params: { type: "string" },
        mask: { type: "string" },
        windows: { type: "string" },
        corners: { type: "string" },
        surfaces: { type: "string" },
        "scene-of": { type: "string" },
        parent: { type: "string" },
        out: { type: "string" },
        limit: { type: "string" },
        command: { type: "string" },
        plan: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function one(rest: readonly string[], what: string): string {
  const [first, ...others] = rest;
  if (first === undefined || others.length > 0)
    throw new UsageError(`this command needs exactly one thing: ${what}`);
  return first;
}

function none(rest: readonly string[]): void {
  if (rest.length > 0) throw new UsageError(`this command takes nothing more, not “${rest.join(" ")}”`);
}

function readFixtures(rest: readonly string[]): string | undefined {
  if (rest.length === 0) return undefined;
  const [what, ...dirs] = rest;
  if (what !== "fixtures") throw new UsageError("models knows only “fixtures DIR”");
  return one(dirs, "the folder of the fixtures");
}

function required(value: string | undefined, what: string): string {
  if (value === undefined || value === "") throw new UsageError(`missing ${what}`);
  return value;
}

function readWords(value: string | undefined): string {
  const words = required(value, '--command "what to do"').trim();
  if (words === "" || words.length > maxCommandLength)
    throw new UsageError(`--command takes 1 to ${maxCommandLength} characters`);
  return words;
}

function readType(value: string | undefined): z.infer<typeof editType> {
  const read = editType.safeParse(value);
  if (!read.success) throw new UsageError(`--type must be one of the edit types, not “${value ?? ""}”`);
  return read.data;
}

function readParams(value: string | undefined): Readonly<Record<string, unknown>> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(value ?? "{}"));
  } catch (cause) {
    throw new UsageError(`--params must be a JSON object, not ${value ?? ""}`, { cause });
  }
}

/** `0.2,0.5;0.7,0.5,dark` as the windows of the params; range and number are the API's to judge. */
function readWindows(value: string | undefined): { readonly windows?: readonly WindowTap[] } {
  if (value === undefined) return {};
  return {
    windows: value.split(";").map((text) => {
      const [, x, y, dark] = /^([\d.]+),([\d.]+)(,dark)?$/.exec(text.trim()) ?? [];
      const tap = { x: Number(x), y: Number(y), lit: dark === undefined };
      if (!Number.isFinite(tap.x) || !Number.isFinite(tap.y))
        throw new UsageError(`--windows takes places as X,Y;X,Y and not “${text}”`);
      return tap;
    }),
  };
}

/** `0.2,0.9;0.3,0.6;0.7,0.6;0.8,0.9` as the floor's corners; whether they make a floor is the API's to judge. */
function readCorners(value: string | undefined): { readonly floorCorners?: readonly Spot[] } {
  if (value === undefined) return {};
  const floorCorners = readSpots("--corners", value);
  if (floorCorners.length !== 4) throw new UsageError("--corners takes exactly four places");
  return { floorCorners };
}

/** `0.2,0.9;0.5,0.3` as places on the surfaces meant; how many there may be is the API's to say. */
const readSurfaces = (value: string | undefined): { readonly surfaces?: readonly Spot[] } =>
  value === undefined ? {} : { surfaces: readSpots("--surfaces", value) };

const readSpots = (option: string, value: string): readonly Spot[] =>
  value.split(";").map((text) => {
    const [, x, y] = /^([\d.]+),([\d.]+)$/.exec(text.trim()) ?? [];
    const spot = { x: Number(x), y: Number(y) };
    if (!Number.isFinite(spot.x) || !Number.isFinite(spot.y))
      throw new UsageError(`${option} takes places as X,Y;X,Y and not “${text}”`);
    return spot;
  });

function readLimit(value = "20"): number {
  const limit = Number(value);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw new UsageError("--limit must be a number from 1 to 1000");
  return limit;
}
