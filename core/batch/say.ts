import { unreachable } from "../unreachable.ts";
import { type BatchOp, type FilterName, type OpOf, type Place, type StepAsk } from "./op.ts";

/** A step in words, as the plan shows it: "Resize to 2048 px wide". */
export function say(step: BatchOp): string {
  switch (step.op) {
    case "resize":
      return sayResize(step);
    case "rotate":
      return step.degrees === 180 ? "Turn upside down" : `Turn ${step.degrees === 90 ? "right" : "left"}`;
    case "flip":
      return step.axis === "horizontal" ? "Mirror left and right" : "Mirror top and bottom";
    case "crop":
      return sayCrop(step);
    case "convert":
      return `Save as ${step.format === "webp" ? "WebP" : step.format.toUpperCase()}`;
    case "quality":
      return `Quality ${step.quality}`;
    case "filter":
      return `${filterWords[step.filter]}${step.amount === undefined ? "" : `, ${step.amount} %`}`;
    case "border":
      return `Border of ${step.width} px${step.colour === undefined ? "" : ` in ${step.colour}`}`;
    case "text":
      return `Write “${step.text}” ${placeWords[step.place ?? "south"]}${sayLook(step)}`;
    case "auto-enhance":
      return "Improve light and colour";
    case "straighten":
      return step.degrees === undefined ? "Straighten" : `Turn by ${step.degrees}° and cut the corners`;
    case "watermark":
      return `Watermark “${step.text}” ${step.place === undefined ? "over the whole picture" : placeWords[step.place]}${step.opacity === undefined ? "" : `, ${step.opacity} %`}`;
    case "strip-metadata":
      return "Remove all metadata";
    case "edit":
      return sayEdit(step);
    default:
      return unreachable(step);
  }
}

const placeWords: Readonly<Record<Place, string>> = {
  "north-west": "top left",
  north: "at the top",
  "north-east": "top right",
  west: "at the left",
  centre: "in the centre",
  east: "at the right",
  "south-west": "bottom left",
  south: "at the bottom",
  "south-east": "bottom right",
};

const filterWords: Readonly<Record<FilterName, string>> = {
  grayscale: "Black and white",
  sepia: "Sepia",
  blur: "Blur",
  sharpen: "Sharpen",
  negate: "Invert the colours",
  normalize: "Stretch the contrast",
};

const editWords: Readonly<Record<StepAsk["editType"], string>> = {
  "virtual-staging": "Stage",
  "day-to-dusk": "Day to dusk",
  enhance: "Adjust",
  "virtual-renovation": "Renovate",
};

function sayResize({ width, height, scale, fit = "inside", enlarge }: OpOf<"resize">): string {
  const larger = enlarge === true ? ", enlarging small ones" : "";
  if (scale !== undefined) return `Resize to ${Math.round(scale * 100)} %${larger}`;
  if (height === undefined) return `Resize to ${width} px wide${larger}`;
  if (width === undefined) return `Resize to ${height} px high${larger}`;
  const how = {
    inside: `Resize to fit ${width} × ${height}`,
    cover: `Resize and cut to ${width} × ${height}`,
    contain: `Resize to fit ${width} × ${height} with padding`,
    fill: `Stretch to ${width} × ${height}`,
  }[fit];
  return `${how}${larger}`;
}

function sayCrop({ left, top, width, height, ratio, place }: OpOf<"crop">): string {
  const kept = place === undefined ? "" : `, keeping the part ${placeWords[place]}`;
  if (ratio !== undefined) return `Crop to ${ratioWords(ratio)}${kept}`;
  const from = left === undefined ? kept : ` from ${left}, ${top}`;
  return `Crop to ${width} × ${height}${from}`;
}

/** 1.5 → "3:2". */
function ratioWords(ratio: number): string {
  for (let down = 1; down <= 16; down++) {
    const across = Math.round(ratio * down);
    if (across > 0 && Math.abs(across / down - ratio) < 1e-3) return `${across}:${down}`;
  }
  return `${ratio}:1`;
}

function sayLook({ size, colour, outline, shadow, font }: OpOf<"text">): string {
  const parts = [
    font === undefined ? "" : `in ${font}`,
    size === undefined ? "" : `${size} % high`,
    colour === undefined ? "" : `in ${colour}`,
    outline === undefined ? "" : `outlined in ${outline}`,
    shadow === true ? "with a shadow" : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : `, ${parts.join(", ")}`;
}

function sayEdit({ ask }: OpOf<"edit">): string {
  switch (ask.editType) {
    case "virtual-staging":
      return `${editWords[ask.editType]} as a ${ask.params.style} ${ask.params.roomType.replace("-", " ")}`;
    case "day-to-dusk":
      return `${editWords[ask.editType]}, ${ask.params.intensity}`;
    case "virtual-renovation":
      return `${editWords[ask.editType]}: ${ask.params.description}`;
    case "enhance": {
      const sliders = (["brightness", "contrast", "saturation"] as const).flatMap((name) => {
        const value = ask.params[name];
        return value === undefined || value === 0
          ? []
          : [`${name} ${value > 0 ? "+" : "−"}${Math.abs(value)}`];
      });
      const auto = ask.params.autoAdjust ? ["automatically"] : [];
      return `${editWords[ask.editType]} ${[...auto, ...sliders].join(", ")}`.trim();
    }
    default:
      return unreachable(ask);
  }
}
