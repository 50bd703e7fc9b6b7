import { type Instruction } from "#core/models/instruction.ts";
import { promptList } from "#core/models/prompt-list.ts";

/** Every prompt there is, as a page: what is asked, and field by field what each model is told. */
export const promptLines = (): readonly string[] =>
  promptList().flatMap(({ asked, told }) => [
    `## ${asked}`,
    ...told.flatMap(({ task, instructions }) => instructions.flatMap((told1) => linesOf(task, told1))),
    "",
  ]);

const linesOf = (task: string, { task: _task, ...said }: Instruction): readonly string[] => {
  const fields = Object.entries(said);
  if (fields.length === 0)
    return [`  ${task}: ${task === "studio" ? "by the studio's own hand" : "no words"}`];
  return [`  ${task}:`, ...fields.map(([name, value]) => `    ${name}: ${String(value)}`)];
};
