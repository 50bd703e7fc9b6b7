import { duskIntensities, type RoomType, roomTypes, stagingStyles } from "../../edit/params.ts";
import { planRenovation } from "../../renovation/grammar.ts";
import { asks, type Phrase, phrase } from "./phrase.ts";

/** Edit types as steps of a batch. */
export const editPhrases: readonly Phrase[] = [
  phrase(
    /\b(?:(?<before>subtle|moderate|dramatic) )?(?:(?:turn|make|change)(?: (?:it|them|everything))?(?: (?:in)?to)? )?(?:day[- ]to[- ]dusk|dusk|twilight|blue hour|golden hour)(?: (?:shots?|look|sky))?(?: ?\(?(?<after>subtle|moderate|dramatic)\)?)?\b/i,
    ({ groups }) => {
      const said = (groups?.["before"] ?? groups?.["after"] ?? "moderate").toLowerCase();
      const intensity = duskIntensities.find((name) => name === said) ?? "moderate";
      return { op: "edit", ask: { editType: "day-to-dusk", params: { intensity } } };
    },
  ),
  phrase(
    new RegExp(
      `\\b(?:virtually )?(?:stag(?:e|ing)|furnish)(?: (?:it|them|everything|virtually))?(?: (?:as|in|with|like))?(?: an?)? (?<style>${stagingStyles.join("|")})(?: style)? (?<room>${roomTypes.map((room) => room.replace("-", "[ -]")).join("|")})s?\\b`,
      "i",
    ),
    ({ groups }) => {
      const style = stagingStyles.find((name) => name === groups?.["style"]?.toLowerCase());
      const room = roomTypes.find((name) => name === spelled(groups?.["room"]));
      if (style === undefined || room === undefined) return undefined;
      return { op: "edit", ask: { editType: "virtual-staging", params: { style, roomType: room } } };
    },
  ),
  asks(
    /\b(?:virtually )?(?:stag(?:e|ing)|furnish)\b.*/i,
    "Stage them as which room and in which style? For example: stage as a modern living room.",
  ),
  asks(
    /\b(?:remove|erase|clear|clean up|declutter)\b(?: (?:all|the|any|some|out|up))* (?:clutter|things?|items?|objects?|furniture|cars?|bins?|cables?|people|mess|toys?)\b|\bdeclutter\b/i,
    "Removing things needs a mask painted on each photo, so it cannot be a step for many. Which other steps do you want?",
  ),
  phrase(/.+/, ([words]) =>
    planRenovation(words).length > 0 && namesSurface(words)
      ? { op: "edit", ask: { editType: "virtual-renovation", params: { description: words.trim() } } }
      : undefined,
  ),
];

const spelled = (room: string | undefined): RoomType | undefined =>
  roomTypes.find((name) => name === (room ?? "").toLowerCase().replace(" ", "-"));

/** A colour alone ("white") is no renovation. */
const namesSurface = (words: string): boolean =>
  /\b(?:walls?|floors?|flooring|ceilings?|cabinets?|cupboards?|worktops?|countertops?|counters?|doors?|tiles|splash ?backs?|taps?|fixtures?)\b/i.test(
    words,
  );
