/** Prints a result: JSON as it is, otherwise as indented lines a person can read. Signed addresses are left out of the latter. */
export function print(json: boolean, value: object): void {
  process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${lines(value).join("\n")}\n`);
}

function lines(value: object, indent = ""): readonly string[] {
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) => {
    if (part === null || part === undefined || key.endsWith("Url")) return [];
    if (typeof part !== "object") return [`${indent}${key}: ${String(part)}`];
    if (Array.isArray(part) && part.every((item) => typeof item !== "object"))
      return part.length > 0 ? [`${indent}${key}: ${part.join(", ")}`] : [];
    const inner = lines(part, `${indent}  `);
    return inner.length > 0 ? [`${indent}${key}:`, ...inner] : [];
  });
}
