import { readCommand } from "#core/batch/grammar.ts";
import { type NamedPhoto } from "#core/batch/photo-names.ts";
import { type BatchTool } from "#core/batch/tools.ts";
import { photoAnalysis } from "#core/analysis/analysis.ts";
import { notServedLocally } from "./bedrock-error.ts";

/**
 * What a language model would answer a batch's command with, by the grammar: the text is the one that core's
 * `describeCommand` writes, a numbered line for each photo and the command last.
 */
export function answerCommand(words: string): { readonly name: BatchTool; readonly input: object } {
  const lines = words.split("\n");
  const said = /^Command: (".*")$/.exec(lines.at(-1) ?? "")?.[1];
  if (said === undefined) throw notServedLocally("A command for a batch in other words than core's");
  const { steps, notUnderstood, question } = readCommand(asText(said), lines.slice(0, -1).map(readPhoto));
  return question === undefined
    ? { name: "plan_batch", input: { steps, notUnderstood } }
    : { name: "ask_user", input: { question } };
}

function readPhoto(line: string): NamedPhoto {
  const [, fileName = '""', room = "", scene = ""] =
    /^\d+: ("(?:[^"\\]|\\.)*"), ("(?:[^"\\]|\\.)*"|[^",]+), ([^,]+)$/.exec(line) ?? [];
  const known = photoAnalysis.shape;
  return {
    fileName: asText(fileName),
    room: room.startsWith('"') ? asText(room) : undefined,
    roomType: known.roomType.safeParse(room).data,
    scene: known.scene.safeParse(scene).data,
  };
}

const asText = (quoted: string): string => String(JSON.parse(quoted));
