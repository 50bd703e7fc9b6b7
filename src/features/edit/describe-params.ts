import { type EditView } from "#core/api/views.ts";
import { say } from "#core/batch/say.ts";
import { keptAsk } from "#core/edit/ask.ts";
import { unreachable } from "#core/unreachable.ts";
import { firstWords } from "#src/first-words.ts";
import { formWords } from "#src/form-words.ts";

/** An edit's wishes in a line: "Bedroom, Rustic". Empty when there is nothing to say. */
export function describeParams({ editType, params }: Pick<EditView, "editType" | "params">): string {
  const read = keptAsk.safeParse({ editType, params });
  if (!read.success) return "";
  const ask = read.data;
  switch (ask.editType) {
    case "virtual-staging":
      return `${formWords.rooms[ask.params.roomType]}, ${formWords.styles[ask.params.style]}`;
    case "day-to-dusk":
      return formWords.intensities[ask.params.intensity];
    case "enhance": {
      const { autoAdjust, brightness = 0, contrast = 0, saturation = 0, upright = false } = ask.params;
      const { format } = firstWords;
      return [
        autoAdjust ? formWords.auto : "",
        upright ? formWords.upright : "",
        brightness === 0 ? "" : `${formWords.brightness} ${format.signed(brightness)}`,
        contrast === 0 ? "" : `${formWords.contrast} ${format.signed(contrast)}`,
        saturation === 0 ? "" : `${formWords.saturation} ${format.signed(saturation)}`,
      ]
        .filter((part) => part !== "")
        .join(", ");
    }
    case "item-removal":
      return ask.params.objects.join(", ");
    case "virtual-renovation":
      return `“${ask.params.description}”`;
    case "free-edit":
      return `“${ask.params.prompt}”`;
    case "recipe":
      return ask.params.steps.map(say).join(", ");
    default:
      return unreachable(ask);
  }
}
