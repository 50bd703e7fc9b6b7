/**
 * What Bedrock's image models take and refuse: field sets as in the AWS documentation and sample notebooks, with
 * pictures by name. Refusals with a whole message were seen on the live service, the others follow from the tables.
 */
export interface Case {
  readonly model: string;
  readonly what: string;
  /** "@photo", "@mask" and "@cutout" stand for pictures of 96 × 64 pixels. */
  readonly request: Readonly<Record<string, unknown>>;
  /** "not-served": good on AWS, and this machine says that it has no model for it. */
  readonly expected: "served" | "not-served" | { readonly refused: string };
}

export const cases: readonly Case[] = [
  {
    model: "us.stability.stable-conservative-upscale-v1:0",
    what: "aws-doc",
    request: { image: "@photo", prompt: "a stone lighthouse", creativity: 0.3 },
    expected: "not-served",
  },
  {
    model: "us.stability.stable-conservative-upscale-v1:0",
    what: "recommended",
    request: {
      image: "@photo",
      prompt: "interior photograph, natural daylight",
      seed: 3,
      output_format: "png",
    },
    expected: "not-served",
  },
  {
    model: "us.stability.stable-image-control-sketch-v1:0",
    what: "aws-doc",
    request: { image: "@photo", prompt: "a stone lighthouse" },
    expected: "not-served",
  },
  {
    model: "us.stability.stable-image-control-sketch-v1:0",
    what: "bad-text-prompts-live",
    request: { image: "@photo", text_prompts: [{ text: "big dog" }] },
    expected: {
      refused:
        '{"detail":"Invalid field \'text_prompts\' in request. Available fields for control-sketch are: image, prompt, control_strength, negative_prompt, seed, output_format, style_preset"}',
    },
  },
  {
    model: "us.stability.stable-image-control-structure-v1:0",
    what: "aws-doc",
    request: { image: "@photo", prompt: "a stone lighthouse" },
    expected: "served",
  },
  {
    model: "us.stability.stable-image-control-structure-v1:0",
    what: "aws-notebook",
    request: {
      control_strength: 0.7,
      image: "@photo",
      seed: 0,
      output_format: "jpeg",
      prompt: "a stone lighthouse",
    },
    expected: "served",
  },
  {
    model: "us.stability.stable-image-control-structure-v1:0",
    what: "whole-room-renovation",
    request: {
      image: "@photo",
      prompt:
        "the same room renovated: pale oak plank floor, white walls, matt white kitchen units, brushed steel handles; natural daylight, architectural photograph",
      negative_prompt: "people, text, extra windows, extra doors, warped lines",
      control_strength: 0.9,
      seed: 42,
      style_preset: "photographic",
      output_format: "png",
    },
    expected: "served",
  },
  {
    model: "us.stability.stable-image-control-structure-v1:0",
    what: "bad-strength",
    request: { image: "@photo", prompt: "x", control_strength: 1.5 },
    expected: { refused: "detail" },
  },
  {
    model: "us.stability.stable-creative-upscale-v1:0",
    what: "aws-doc",
    request: { image: "@photo", prompt: "a stone lighthouse", creativity: 0.3 },
    expected: "not-served",
  },
  {
    model: "us.stability.stable-image-erase-object-v1:0",
    what: "aws-doc-minimal",
    request: { image: "@photo", mask: "@mask" },
    expected: "served",
  },
  {
    model: "us.stability.stable-image-erase-object-v1:0",
    what: "full",
    request: { image: "@photo", mask: "@mask", grow_mask: 5, seed: 7, output_format: "png" },
    expected: "served",
  },
  {
    model: "us.stability.stable-image-erase-object-v1:0",
    what: "bad-prompt-not-a-field",
    request: { image: "@photo", mask: "@mask", prompt: "remove the chair" },
    expected: { refused: "detail" },
  },
  {
    model: "us.stability.stable-image-erase-object-v1:0",
    what: "bad-image-array",
    request: { image: ["@photo"], mask: "@mask" },
    expected: { refused: "detail" },
  },
  {
    model: "us.stability.stable-fast-upscale-v1:0",
    what: "aws-doc",
    request: { image: "@photo" },
    expected: "served",
  },
  {
    model: "us.stability.stable-fast-upscale-v1:0",
    what: "bad-prompt",
    request: { image: "@photo", prompt: "x" },
    expected: { refused: "detail" },
  },
  {
    model: "us.stability.stable-image-inpaint-v1:0",
    what: "aws-doc-minimal",
    request: { image: "@photo", mask: "@mask", prompt: "a stone lighthouse" },
    expected: "served",
  },
  {
    model: "us.stability.stable-image-inpaint-v1:0",
    what: "aws-notebook",
    request: { image: "@photo", mask: "@mask", seed: 0, output_format: "webp", prompt: "a stone lighthouse" },
    expected: "served",
  },
  {
    model: "us.stability.stable-image-inpaint-v1:0",
    what: "alpha-as-mask",
    request: { image: "@cutout", prompt: "oak floor" },
    expected: "served",
  },
  {
    model: "us.stability.stable-image-inpaint-v1:0",
    what: "virtual-staging",
    request: {
      image: "@photo",
      mask: "@mask",
      prompt:
        "a light grey three-seat sofa, a low oak coffee table and a wool rug standing on the existing floor, same camera height, perspective and window light, interior photograph",
      negative_prompt: "people, text, watermark, distorted furniture",
      grow_mask: 5,
      seed: 12345,
      style_preset: "photographic",
      output_format: "png",
    },
    expected: "served",
  },
  {
    model: "us.stability.stable-image-inpaint-v1:0",
    what: "bad-grow-mask",
    request: { image: "@photo", mask: "@mask", prompt: "x", grow_mask: 21 },
    expected: { refused: "detail" },
  },
  {
    model: "us.stability.stable-image-inpaint-v1:0",
    what: "bad-unknown-field",
    request: { image: "@photo", mask: "@mask", prompt: "x", cfg_scale: 7 },
    expected: { refused: "Invalid field" },
  },
  {
    model: "us.stability.stable-image-inpaint-v1:0",
    what: "bad-missing-prompt",
    request: { image: "@photo", mask: "@mask" },
    expected: { refused: "detail" },
  },
  {
    model: "us.stability.stable-outpaint-v1:0",
    what: "aws-doc",
    request: { image: "@photo", left: 512, right: 512, up: 200, down: 100 },
    expected: "not-served",
  },
  {
    model: "us.stability.stable-outpaint-v1:0",
    what: "bad-no-direction",
    request: { image: "@photo", left: 0 },
    expected: { refused: "detail" },
  },
  {
    model: "us.stability.stable-outpaint-v1:0",
    what: "bad-range",
    request: { image: "@photo", left: 2001 },
    expected: { refused: "detail" },
  },
  {
    model: "us.stability.stable-image-remove-background-v1:0",
    what: "aws-doc",
    request: { image: "@photo" },
    expected: "not-served",
  },
  {
    model: "us.stability.stable-image-remove-background-v1:0",
    what: "webp",
    request: { image: "@photo", output_format: "webp" },
    expected: "not-served",
  },
  {
    model: "stability.sd3-5-large-v1:0",
    what: "aws-doc-text",
    request: { prompt: "a stone lighthouse" },
    expected: "not-served",
  },
  {
    model: "stability.sd3-5-large-v1:0",
    what: "aws-doc-image",
    request: { prompt: "a stone lighthouse", image: "@photo", strength: 0.7 },
    expected: "served",
  },
  {
    model: "stability.sd3-5-large-v1:0",
    what: "image-to-image-recommended",
    request: {
      mode: "image-to-image",
      prompt: "the same house at dusk, warm lit windows",
      image: "@photo",
      strength: 0.35,
      negative_prompt: "people, text",
      seed: 8,
      output_format: "png",
    },
    expected: "served",
  },
  {
    model: "stability.sd3-5-large-v1:0",
    what: "aws-notebook-text",
    request: {
      prompt: "a stone lighthouse",
      negative_prompt: "",
      aspect_ratio: "1:1",
      seed: 0,
      output_format: "jpeg",
      mode: "text-to-image",
      strength: 1,
    },
    expected: "not-served",
  },
  {
    model: "us.stability.stable-image-search-recolor-v1:0",
    what: "aws-doc",
    request: { image: "@photo", prompt: "a stone lighthouse", select_prompt: "curtains" },
    expected: "served",
  },
  {
    model: "us.stability.stable-image-search-recolor-v1:0",
    what: "aws-notebook",
    request: {
      image: "@photo",
      grow_mask: 3,
      seed: 0,
      output_format: "webp",
      prompt: "a stone lighthouse",
      select_prompt: "curtains",
    },
    expected: "served",
  },
  {
    model: "us.stability.stable-image-search-recolor-v1:0",
    what: "wall-paint",
    request: {
      image: "@photo",
      select_prompt: "walls",
      prompt: "warm off-white matt painted walls",
      grow_mask: 0,
      seed: 11,
      output_format: "png",
    },
    expected: "served",
  },
  {
    model: "us.stability.stable-image-search-recolor-v1:0",
    what: "bad-search-prompt",
    request: { image: "@photo", prompt: "x", search_prompt: "y" },
    expected: { refused: "detail" },
  },
  {
    model: "us.stability.stable-image-search-replace-v1:0",
    what: "aws-doc",
    request: { image: "@photo", prompt: "a stone lighthouse", search_prompt: "lamp" },
    expected: "served",
  },
  {
    model: "us.stability.stable-image-search-replace-v1:0",
    what: "day-to-dusk-sky",
    request: {
      image: "@photo",
      search_prompt: "sky",
      prompt:
        "clear dusk sky, deep blue overhead fading to warm orange at the horizon, real estate twilight photograph",
      negative_prompt: "people, text, clouds of smoke, fireworks",
      grow_mask: 3,
      seed: 99,
      output_format: "png",
    },
    expected: "served",
  },
  {
    model: "us.stability.stable-image-search-replace-v1:0",
    what: "renovation-worktop",
    request: {
      image: "@photo",
      search_prompt: "kitchen worktop",
      prompt: "white quartz kitchen worktop with a thin straight edge",
      seed: 5,
    },
    expected: "served",
  },
  {
    model: "us.stability.stable-image-search-replace-v1:0",
    what: "bad-select-prompt",
    request: { image: "@photo", prompt: "x", select_prompt: "y" },
    expected: { refused: "detail" },
  },
  {
    model: "stability.stable-image-core-v1:1",
    what: "aws-doc",
    request: { prompt: "a stone lighthouse" },
    expected: "not-served",
  },
  {
    model: "stability.stable-image-core-v1:1",
    what: "aws-notebook",
    request: {
      prompt: "a stone lighthouse",
      negative_prompt: "",
      aspect_ratio: "21:9",
      seed: 0,
      output_format: "jpeg",
    },
    expected: "not-served",
  },
  {
    model: "stability.stable-image-core-v1:1",
    what: "listing-hero",
    request: {
      prompt: "bright scandinavian living room, pale oak floor, linen sofa, architectural photograph",
      aspect_ratio: "3:2",
      seed: 21,
      output_format: "jpeg",
    },
    expected: "not-served",
  },
  {
    model: "stability.stable-image-ultra-v1:1",
    what: "text",
    request: { prompt: "a stone lighthouse" },
    expected: "not-served",
  },
  {
    model: "stability.stable-image-ultra-v1:1",
    what: "aws-notebook",
    request: {
      prompt: "a stone lighthouse",
      negative_prompt: "",
      aspect_ratio: "3:2",
      seed: 0,
      output_format: "jpeg",
    },
    expected: "not-served",
  },
  {
    model: "stability.stable-image-ultra-v1:1",
    what: "image-to-image",
    request: { prompt: "x", image: "@photo", strength: 0.35 },
    expected: "served",
  },
  {
    model: "stability.stable-image-ultra-v1:1",
    what: "bad-unknown-field-live",
    request: { prompt: "x", max_tokens: 10000 },
    expected: {
      refused:
        "{\"detail\":\"Invalid field in request. Available fields: ['prompt', 'negative_prompt', 'mode', 'strength', 'seed', 'output_format', 'image', 'aspect_ratio']\"}",
    },
  },
  {
    model: "us.stability.stable-image-style-guide-v1:0",
    what: "aws-doc",
    request: { image: "@photo", prompt: "a stone lighthouse" },
    expected: "not-served",
  },
  {
    model: "us.stability.stable-image-style-guide-v1:0",
    what: "aws-notebook",
    request: {
      fidelity: 0.5,
      image: "@photo",
      seed: 0,
      output_format: "jpeg",
      prompt: "a stone lighthouse",
      aspect_ratio: "1:1",
    },
    expected: "not-served",
  },
  {
    model: "us.stability.stable-style-transfer-v1:0",
    what: "aws-doc",
    request: { init_image: "@photo", style_image: "@photo", prompt: "a stone lighthouse" },
    expected: "not-served",
  },
  {
    model: "us.stability.stable-style-transfer-v1:0",
    what: "aws-notebook",
    request: {
      change_strength: 0.9,
      composition_fidelity: 0.9,
      output_format: "jpeg",
      seed: 0,
      style_strength: 1.0,
      init_image: "@photo",
      style_image: "@photo",
      prompt: "a stone lighthouse",
    },
    expected: "not-served",
  },
  {
    model: "us.stability.stable-style-transfer-v1:0",
    what: "bad-image-field",
    request: { image: "@photo", style_image: "@photo" },
    expected: { refused: "detail" },
  },
];
