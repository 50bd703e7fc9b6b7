import { type RoomType, type StagingStyle } from "../params.ts";

export const roomWords: Readonly<Record<RoomType, string>> = {
  "living-room": "living room",
  bedroom: "bedroom",
  kitchen: "kitchen",
  "dining-room": "dining room",
  office: "home office",
  bathroom: "bathroom",
};

export const styleWords: Readonly<Record<StagingStyle, string>> = {
  modern: "modern style: clean lines, low furniture, grey fabric and pale oak",
  traditional: "traditional style: rolled arms, turned legs, walnut and deep warm fabrics",
  minimalist: "minimalist style: few light pieces, white and natural linen, much free floor",
  luxury: "luxury style: velvet, marble, brass and tufted upholstery",
  rustic: "rustic style: reclaimed wood, leather, wool and baskets",
  contemporary: "contemporary style: curved shapes, boucle, black metal and muted colour",
};

/** What stands in each room in each style: the piece the room is for first, then what belongs to it, small things last. */
export const furnitureWords: Readonly<Record<RoomType, Readonly<Record<StagingStyle, string>>>> = {
  "living-room": {
    modern:
      "a low grey three-seat sofa facing a slim oak coffee table on a plain wool rug, one armchair at its side, an arc floor lamp and a rubber plant",
    traditional:
      "a roll-arm sofa in rust linen and two matching armchairs around a walnut coffee table on a Persian rug, a table lamp with a pleated shade and a fern",
    minimalist:
      "a slender off-white sofa, a round pale wood side table on a flat-woven natural rug, one paper floor lamp",
    luxury:
      "a deep tufted velvet sofa and two curved armchairs around a marble coffee table with a brass frame on a silk-look rug, a tall brass floor lamp and white orchids",
    rustic:
      "a worn brown leather sofa with wool throws, a coffee table of reclaimed planks on a jute rug, a wicker armchair, a log basket and an iron floor lamp",
    contemporary:
      "a curved cream boucle sofa, two round stone-topped tables of different heights on an oval rug, a black metal lounge chair, a globe floor lamp and an olive tree in a pot",
  },
  bedroom: {
    modern:
      "a made double bed on a low oak frame with grey linen, its head against the wall, two floating-look bedside tables with small lamps, a plain rug under its foot end",
    traditional:
      "a made double bed with a carved walnut headboard and quilted bedspread, two bedside tables with turned legs and fabric lamps, a bench at its foot on a patterned rug",
    minimalist:
      "a made platform bed with white linen, one stool as a bedside table, a single paper lamp, nothing else",
    luxury:
      "a made king-size bed with a tall tufted velvet headboard and layered satin cushions, two mirrored bedside tables with brass lamps, a velvet bench at its foot on a deep-pile rug",
    rustic:
      "a made double bed of rough-sawn timber with a chunky knitted throw, a tree-stump bedside table with an iron lamp, a sheepskin beside it and a wicker basket",
    contemporary:
      "a made double bed with a rounded boucle headboard and muted green linen, two black metal bedside tables with globe lamps, an oval rug and a slim reading chair",
  },
  kitchen: {
    modern:
      "a small pale oak table with four moulded white chairs, slim bar stools at the counter if there is one, a bowl of lemons",
    traditional:
      "a round walnut table with four spindle-back chairs, a small dresser with plates against a free wall, a jug of garden flowers",
    minimalist: "a narrow white table with two plain wooden stools, one glass vase with a single branch",
    luxury:
      "a marble-topped bistro table with a brass foot and four velvet chairs, upholstered bar stools at the counter if there is one, a crystal bowl of fruit",
    rustic:
      "a farmhouse table of scrubbed planks with a bench and two ladder-back chairs, a wire basket of eggs and a stoneware jug",
    contemporary:
      "a round pedestal table with four rounded shell chairs in muted colours, black bar stools at the counter if there is one, a ceramic bowl of green pears",
  },
  "dining-room": {
    modern:
      "a long pale oak dining table with six grey upholstered chairs on a plain rug, a low sideboard against the wall and a linear pendant lamp above the middle of the table",
    traditional:
      "an oval walnut dining table with six chairs with carved backs on a Persian rug, a sideboard with candlesticks and a small chandelier above the table",
    minimalist:
      "a slim white dining table with four light wooden chairs, one paper pendant lamp above it, nothing else",
    luxury:
      "a marble dining table with a brass base and eight tufted velvet chairs on a pale rug, a lacquered sideboard and a crystal chandelier above the table",
    rustic:
      "a trestle dining table of reclaimed oak with two benches and two leather end chairs, a wool runner, an iron lantern above the table and a basket of bread",
    contemporary:
      "a round dining table on a fluted foot with six curved boucle chairs on a round rug, a black metal sideboard and a cluster of glass globes above the table",
  },
  office: {
    modern:
      "a pale oak desk with a grey task chair, a low open bookcase with a few books, a slim desk lamp and a plant",
    traditional:
      "a walnut pedestal desk with a leather desk chair, a glazed bookcase against the wall, a reading chair with a footstool on a patterned rug and a brass desk lamp",
    minimalist:
      "a thin white desk with one light wooden chair, a single shelf unit with three books, one small lamp",
    luxury:
      "a lacquered desk with brass edges and a tufted velvet desk chair, a marble side table with a tall lamp, two armchairs for visitors on a deep rug",
    rustic:
      "a desk of reclaimed planks on iron legs with a worn leather chair, a crate bookcase, a wool rug and an enamel desk lamp",
    contemporary:
      "a rounded desk with black metal legs and a boucle swivel chair, an asymmetric open bookcase, a globe lamp and a trailing plant",
  },
  bathroom: {
    modern:
      "folded grey towels on a slim oak stool, a plain bath mat in front of the basin or the bath, a small plant on the sill",
    traditional:
      "folded white towels on a small walnut stand, a woven bath mat, a glass jar of soaps and a fern in a porcelain pot",
    minimalist:
      "one folded white towel on a light wooden stool, a plain linen bath mat, a single stem in a bottle",
    luxury:
      "rolled thick towels on a brass stand, a deep-pile bath mat, a marble tray with bottles and white orchids",
    rustic:
      "linen towels in a wicker basket, a wooden bath mat, a milking stool with a bar of soap and dried eucalyptus",
    contemporary:
      "muted green towels on a black metal ladder, a rounded bath mat, a ribbed glass vase and a small palm in a pot",
  },
};

/** What these models like to put into such a room and nobody wants there. Nouns, without "no". */
export const unwantedIn: Readonly<Record<RoomType, string>> = {
  "living-room": "bed, dining table, fireplace, television screen with a picture",
  bedroom: "sofa, second bed, canopy, mirror wall",
  kitchen: "new cabinets, new appliances, kitchen island, sofa",
  "dining-room": "bed, sofa, kitchen, food leftovers",
  office: "bed, cables, screens with pictures, paper piles",
  bathroom: "second bath, new basin, new taps, sofa, wet floor",
};
