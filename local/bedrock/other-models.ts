/** Chat models that answer Converse. `forcedTool`: whether toolChoice may name one tool. */
export interface ChatModel {
  readonly id: string;
  readonly forcedTool: boolean;
}

export const chatModels: readonly ChatModel[] = [
  { id: "us.anthropic.claude-sonnet-4-6", forcedTool: true },
  { id: "global.anthropic.claude-sonnet-4-6", forcedTool: true },
  { id: "us.anthropic.claude-haiku-4-5-20251001-v1:0", forcedTool: true },
  { id: "global.anthropic.claude-haiku-4-5-20251001-v1:0", forcedTool: true },
  { id: "global.anthropic.claude-sonnet-5-5", forcedTool: false },
  { id: "us.anthropic.claude-sonnet-5-5", forcedTool: false },
];

/** Alive on AWS, with no stand-in here. */
export const unservedModels: readonly string[] = ["us.amazon.nova-2-lite-v1:0"];

/** Past their end of life by November 2026. */
export const retiredModels: readonly string[] = [
  "amazon.titan-image-generator-v1",
  "amazon.titan-image-generator-v2:0",
  "stability.stable-diffusion-xl-v1",
  "amazon.nova-canvas-v1:0",
  "anthropic.claude-3-5-sonnet-20241022-v2:0",
  "us.anthropic.claude-3-5-sonnet-20241022-v2:0",
  "anthropic.claude-sonnet-4-20250514-v1:0",
  "us.anthropic.claude-sonnet-4-20250514-v1:0",
];
