import { type ConverseCommandInput, type Tool } from "@aws-sdk/client-bedrock-runtime";
import { analysisPrompt, analysisTool } from "#core/analysis/analysis.ts";
import { batchPrompt, batchTools } from "#core/batch/tools.ts";
import { catalogue, type ModelId } from "#core/models/catalogue.ts";
import { renovationPrompt, renovationTool } from "#core/renovation/tool.ts";
import { faulty } from "#functions/aws/bedrock-fault.ts";
import { type Fault, type LookCall, type PlanCall } from "#functions/ports.ts";

/** The picture before the words, and one tool it has to answer with. */
export const lookRequest = ({
  modelId,
  image,
}: Pick<LookCall, "modelId" | "image">): ConverseCommandInput => ({
  ...toolTalk(modelId, analysisPrompt, [analysisTool]),
  messages: [
    {
      role: "user",
      content: [
        { image: { format: "jpeg", source: { bytes: image } } },
        { text: "Record what this photo shows." },
      ],
    },
  ],
  inferenceConfig: { maxTokens: 2000, temperature: 0 },
});

export const planRequest = ({
  modelId,
  toolset,
  words,
}: Pick<PlanCall, "modelId" | "toolset" | "words">): ConverseCommandInput => ({
  ...(toolset === "batch"
    ? toolTalk(modelId, batchPrompt, batchTools)
    : toolTalk(modelId, renovationPrompt, [renovationTool])),
  messages: [{ role: "user", content: [{ text: words }] }],
  inferenceConfig: { maxTokens: 4000, temperature: 0 },
});

/** The part of Converse's answer that is read here. */
interface ToolAnswer {
  readonly output?:
    | {
        readonly message?:
          | { readonly content?: readonly { readonly toolUse?: ToolUse | undefined }[] | undefined }
          | undefined;
      }
    | undefined;
  readonly stopReason?: string | undefined;
}
interface ToolUse {
  readonly name?: string | undefined;
  readonly input?: unknown;
}

/** What one of the tools was called with, unchecked: the last words on its shape are core's. */
export function readToolUse({
  output,
  stopReason,
}: ToolAnswer): { readonly name: string; readonly input: unknown } | Fault {
  const use = output?.message?.content?.find(({ toolUse }) => toolUse !== undefined)?.toolUse;
  if (use?.name !== undefined && !isCutOff.has(stopReason ?? "")) return { name: use.name, input: use.input };
  return stopReason === "content_filtered" || stopReason === "guardrail_intervened"
    ? faulty("filtered-words", stopReason)
    : faulty("broken", `stopped for ${stopReason ?? "no reason"} without a whole tool call`);
}

/** An answer cut off at its length may parse and still be half of it. */
const isCutOff: ReadonlySet<string> = new Set([
  "max_tokens",
  "model_context_window_exceeded",
  "malformed_tool_use",
  "malformed_model_output",
  "content_filtered",
  "guardrail_intervened",
]);

/** One tool is forced by name, several by "any"; a model that takes no forced tool is told to use one. */
function toolTalk(
  modelId: ModelId,
  prompt: string,
  tools: readonly Described[],
): Pick<ConverseCommandInput, "modelId" | "system" | "toolConfig"> {
  const { forcedTool } = catalogue[modelId];
  const [only] = tools;
  const toolChoice = only !== undefined && tools.length === 1 ? { tool: { name: only.name } } : { any: {} };
  return {
    modelId,
    system: [{ text: forcedTool ? prompt : `${prompt}\nAlways answer by calling a tool.` }],
    toolConfig: { tools: tools.map(asToolSpec), toolChoice: forcedTool ? toolChoice : { auto: {} } },
  };
}

interface Described {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: () => object;
}

const asToolSpec = ({ name, description, inputSchema }: Described): Tool => ({
  // Plain JSON, which the SDK's own document type cannot be shown to be.
  toolSpec: { name, description, inputSchema: { json: JSON.parse(JSON.stringify(inputSchema())) } },
});
