import { Eraser, Layers, PaintRoller, PencilLine, Sofa, Sunset, WandSparkles } from "lucide-react";
import { type EditType } from "#core/edit/edit-type.ts";

const icons = {
  "virtual-staging": Sofa,
  "day-to-dusk": Sunset,
  enhance: WandSparkles,
  "item-removal": Eraser,
  "virtual-renovation": PaintRoller,
  "free-edit": PencilLine,
  recipe: Layers,
} satisfies { readonly [T in EditType]: typeof Sofa };

export function EditTypeIcon({ type, size = 22 }: { readonly type: EditType; readonly size?: number }) {
  const Icon = icons[type];
  return <Icon size={size} aria-hidden />;
}
