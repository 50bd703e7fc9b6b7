import { photosPattern } from "./photo-names.ts";
import { respelled } from "./spelling.ts";

/** One spelling for what people write in several. */
export const unify = (command: string): string =>
  respelled(command.replaceAll(/[\p{Cc}\s]+/gu, " "))
    .replaceAll(/(\d),(\d{3})\b/g, "$1$2")
    .replaceAll(/(\d) ?[×✕*] ?(\d)/g, "$1x$2")
    .replaceAll(/\b(?:black[ -](?:and|&|n)[ -]white|b ?& ?w|b\/w)\b/gi, "grayscale")
    .replaceAll(/\bleft (?:and|to|&) right\b/gi, "horizontally")
    .replaceAll(/\btop (?:and|to|&) bottom\b/gi, "vertically")
    .replaceAll(/\bresize (?:and|&) crop\b/gi, "resize cover")
    .replaceAll(/,? (?:and|then) crop(?:ped)? to (?:fill|fit)\b/gi, " cover")
    .replaceAll(
      /\b(?:meta ?data|exif|gps|location)(?:(?:,? (?:and|&)|,) (?:meta ?data|exif|gps|location))+/gi,
      "metadata",
    )
    .replaceAll(/\bfrom (\d+), ?(?=\d)/gi, "from $1x")
    .replaceAll(/\b(dusk|twilight), (?=subtle|moderate|dramatic)/gi, "$1 ")
    .replaceAll(
      /, (?:and |but )?(?=(?:don['’]?t |do not |never |without |no )?(?:enlarg|upscal)\w+(?: (?:small(?:er)? )?(?:ones|photos|images|pictures))?(?:$|,))/gi,
      " ",
    )
    .replaceAll(/\blight (?:and|&) colou?rs?\b/gi, "light")
    .replaceAll(/\b(?:no|not) (?:larger|bigger|wider|higher|taller|more) than\b/gi, "at most")
    .replaceAll(
      /\b(?:and |but )?leave (?:the |all (?:the )?)?(?:rest|others?)(?: (?:alone|as (?:it|they) (?:is|are)|as is|untouched|unchanged))?/gi,
      ",",
    )
    .replaceAll(
      /\b(?:do not|don['’]?t|never) (?:touch|change|edit|alter|modify|include|process)(?= )/gi,
      ", skip",
    )
    .replaceAll(leftAlone, ", skip $1,")
    .replaceAll(leftOutByName, ", skip ")
    // The originals stay whatever is done.
    .replaceAll(/\bkeep(?:ing)? (?:the |my |our |all )?originals?(?: too| as well| safe)?\b/gi, ",")
    .replaceAll(/\b(max|min|approx|no|nr)\.(?= )/gi, "$1")
    // A numbered list.
    .replaceAll(/(^|[\s;,])\d{1,2}[.)] (?=\p{L})/gu, "$1, ")
    .replaceAll(
      / (?:no|without) (?=(?:crop|border|frame|text|caption|logo|water-?mark|filter|rotat)\w*)/gi,
      ", no ",
    )
    .replaceAll(/\bbut (?=(?:do not|don['’]?t|never|no|without) )/gi, ", ")
    .replaceAll(/ without (?!(?:any )?(?:enlarg|upscal|making|meta|exif|gps|location))/gi, ", without ")
    .trim();

const leftAlone = new RegExp(
  `\\b(?:leave|keep) (${photosPattern}) ` +
    "(?:alone|as (?:it|they) (?:is|are)|as is|untouched|unchanged|out|be|original|the same)(?![\\w-])",
  "gi",
);
const leftOutByName = new RegExp(
  `\\b(?:leave|ignore|exclude|omit) (?=${photosPattern}(?:$|[,;.]| and | but ))`,
  "gi",
);
