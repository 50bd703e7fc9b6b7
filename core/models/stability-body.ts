import { commonFields, type Field, type ImageService } from "./stability-services.ts";

export type BodyValues = Readonly<Record<string, unknown>>;

/**
 * What a service would refuse in a body before it looks at a picture, in the service's own words: a field it does not
 * know, one that is missing, a value of another kind or out of range. Undefined when nothing is wrong.
 */
export function wrongInBody(service: ImageService, values: BodyValues): string | undefined {
  return (
    unknownField(service, values) ??
    missingField(service, values) ??
    firstOf(Object.entries(values), ([name, value]) => wrongValue(name, fieldOf(service, name), value)) ??
    (service.name === "outpaint" ? noDirection(values) : undefined) ??
    (service.name === "sd3-5-large" ? halfAnImageToImage(values) : undefined)
  );
}

export const knownFields = (service: ImageService): readonly string[] => [
  ...service.required,
  ...service.optional,
];

/** What a field of this service takes. Throws RangeError for one that no table describes. */
export function fieldOf(service: ImageService, name: string): Field {
  const field = service.fields?.[name] ?? commonFields[name];
  if (field === undefined) throw new RangeError(`${service.name} lists ${name}, which no table describes`);
  return field;
}

function unknownField(service: ImageService, values: BodyValues): string | undefined {
  const known = knownFields(service);
  const unknown = Object.keys(values).find((name) => !known.includes(name));
  if (unknown === undefined) return undefined;
  // Two wordings, as seen on the service: the image services name the field, text-to-image does not.
  return service.isProfileOnly
    ? `Invalid field '${unknown}' in request. Available fields for ${service.name} are: ${known.join(", ")}`
    : `Invalid field in request. Available fields: [${known.map((name) => `'${name}'`).join(", ")}]`;
}

const missingField = ({ name: service, required }: ImageService, values: BodyValues): string | undefined =>
  firstOf(required, (name) =>
    values[name] === undefined ? `Field '${name}' is required for ${service}.` : undefined,
  );

function wrongValue(name: string, field: Field, value: unknown): string | undefined {
  switch (field.kind) {
    case "text":
      if (typeof value !== "string") return `Field '${name}' must be a string.`;
      return value.length > field.max
        ? `Field '${name}' must have at most ${field.max} characters.`
        : undefined;
    case "picture":
    case "mask":
      return isBase64(value) ? undefined : `Field '${name}' must be a base64 string without a data: prefix.`;
    case "choice":
      return typeof value === "string" && field.of.includes(value)
        ? undefined
        : `Field '${name}' must be one of: ${field.of.join(", ")}.`;
    case "integer":
    case "number":
      if (typeof value !== "number" || (field.kind === "integer" && !Number.isInteger(value)))
        return `Field '${name}' must be ${field.kind === "integer" ? "an integer" : "a number"}.`;
      return value < field.min || value > field.max
        ? `Field '${name}' must be between ${field.min} and ${field.max}.`
        : undefined;
  }
}

const isBase64 = (value: unknown): boolean =>
  typeof value === "string" && /^[A-Za-z0-9+/]+={0,2}$/.test(value);

function noDirection(values: BodyValues): string | undefined {
  const grows = ["left", "right", "up", "down"].some((name) => Number(values[name] ?? 0) > 0);
  return grows ? undefined : "At least one of 'left', 'right', 'up', 'down' must be greater than 0.";
}

function halfAnImageToImage(values: BodyValues): string | undefined {
  if (values["mode"] !== "image-to-image" && values["image"] === undefined) return undefined;
  const missing = firstOf(["image", "strength"], (name) =>
    values[name] === undefined ? `Field '${name}' is required for image-to-image.` : undefined,
  );
  if (missing !== undefined) return missing;
  return values["aspect_ratio"] === undefined ? undefined : "Field 'aspect_ratio' is for text-to-image only.";
}

function firstOf<T>(items: readonly T[], wrong: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = wrong(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
