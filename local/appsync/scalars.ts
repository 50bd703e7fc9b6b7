import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from "graphql";

/**
 * The scalars AppSync adds to GraphQL ("AppSync scalar types in GraphQL" in its developer guide).
 *
 * AWSJSON, from that page: a JSON *string* on the wire; "any valid JSON construct is automatically parsed and loaded in
 * the resolver code as maps, lists, or scalar values rather than as the literal input strings". So a Lambda finds the
 * parsed value in `event.arguments`, here as there; a bare object on the wire is refused; and a result that is not a
 * string yet is written as one.
 */
export const scalars: readonly GraphQLScalarType[] = [
  new GraphQLScalarType({
    name: "AWSJSON",
    parseValue: readJson,
    parseLiteral: (node) => readJson(valueFromASTUntyped(node)),
    serialize: (value) => (typeof value === "string" ? checkedJson(value) : JSON.stringify(value)),
  }),
  text("AWSDateTime", /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d(:\d\d)?)$/, isRealTime),
  text("AWSDate", /^\d{4}-\d\d-\d\d(Z|[+-]\d\d:\d\d(:\d\d)?)?$/, (value) =>
    isRealTime(`${value.slice(0, 10)}T00:00Z`),
  ),
  text("AWSTime", /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d(:\d\d)?)?$/),
  text("AWSEmail", /^[^\s@]+@[^\s@]+$/),
  text("AWSURL", /^[a-z][a-z0-9+.-]*:\/\//i, (value) => URL.canParse(value)),
  text("AWSPhone", /^\+?[\d ()-]{3,20}$/),
  text("AWSIPAddress", /^[0-9a-f.:]+(\/\d{1,3})?$/i),
  new GraphQLScalarType({
    name: "AWSTimestamp",
    parseValue: readSeconds,
    parseLiteral: (node) => readSeconds(node.kind === Kind.INT ? Number(node.value) : undefined),
    serialize: readSeconds,
  }),
];

function text(
  name: string,
  pattern: RegExp,
  isMeant: (value: string) => boolean = () => true,
): GraphQLScalarType {
  const read = (value: unknown): string => {
    if (typeof value === "string" && pattern.test(value) && isMeant(value)) return value;
    throw new GraphQLError(
      `Can't serialize value: Unable to serialize \`${String(value)}\` as a valid ${name}.`,
    );
  };
  return new GraphQLScalarType({
    name,
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
    serialize: (value) => read(value instanceof Date ? value.toISOString() : value),
  });
}

function readJson(value: unknown): unknown {
  if (typeof value !== "string")
    throw new GraphQLError("Unable to parse a value that is no string as AWSJSON.");
  let read: unknown;
  try {
    read = JSON.parse(value);
  } catch {
    throw new GraphQLError(`Unable to parse \`${value.slice(0, 100)}\` as valid JSON.`);
  }
  if (isDeeperThan(maxNesting, read))
    throw new GraphQLError(`JSON that nests more than ${maxNesting} deep is not taken.`);
  return read;
}

/** As Jackson, which reads JSON for Java services, has it by default. Far deeper, JSON.stringify runs out of stack. */
const maxNesting = 1000;

const isDeeperThan = (levels: number, value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner)));

function checkedJson(value: string): string {
  readJson(value);
  return value;
}

function readSeconds(value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  throw new GraphQLError(`\`${String(value)}\` is no valid AWSTimestamp.`);
}

/** The 31st of February matches every pattern and is no day: the calendar must give the same day back. */
function isRealTime(value: string): boolean {
  const day = value.slice(0, 10);
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return false;
  return !Number.isNaN(
    Date.parse(value.replace(/([+-]\d\d:\d\d):\d\d$/, "$1").replace(/(\.\d{3})\d+/, "$1")),
  );
}
