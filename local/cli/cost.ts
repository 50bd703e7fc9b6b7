import { callsOfListing, type CallsOf, usualListing } from "#core/cost/usual-listing.ts";
import { neededQuota, waitingTimes } from "#core/cost/waiting-times.ts";
import { type Model, tokenPrice } from "#core/models/catalogue.ts";
import { describeRenovation } from "#core/renovation/tool.ts";
import { seededRandom } from "#engine/random.ts";
import { turnWithinMs } from "#functions/aws/metered-models.ts";
import { lookRequest, planRequest } from "#functions/aws/claude-request.ts";

/** Agents whose month is reckoned, and listings of each in it. */
const agentCounts = [10, 1000, 10_000] as const;
const listingsPerAgent = 2;
/** What the queue is simulated with: usual months, and a spring when everybody sells at once. */
const loads = [
  ...agentCounts.map((agents) => ({ agents, listings: listingsPerAgent })),
  { agents: 10_000, listings: 8 },
] as const;
type Load = (typeof loads)[number];
const workDays = 22;
const simulatedDays = 20;
const seed = 20_261_121;

/**
 * Calls beyond the first that an edit needs: a result that moved the house is drawn again with another seed. Not
 * measured on AWS, where nobody of us has an account; a tenth is what the reckoning allows for.
 */
const retryShare = 0.1;

/** Everything of AWS that is no model, per listing: measured sizes and times, list prices of us-west-2 of 2026. */
const around = [
  {
    what: "Lambda, arm64: 10 edits of 14 s and 25 uploads of 4 s, each 2 GB",
    usd: (10 * 14 + 25 * 4) * 2 * 0.0000133334,
  },
  { what: "S3, first month: 25 originals of 4 MB, 10 results of 24 MB, copies", usd: 0.38 * 0.023 },
  { what: "S3 and CloudFront out: screens and one download of 25 photos, 0.2 GB", usd: 0.2 * 0.085 },
  {
    what: "DynamoDB on demand: about 900 writes and 2,500 reads",
    usd: 0.000_000_625 * 900 + 0.000_000_125 * 2500,
  },
  { what: "AppSync: about 1,200 operations and messages", usd: 1200 * 0.000_004 },
  { what: "SQS, logs, metrics, traces", usd: 0.004 },
] as const;

/** The page docs/cost.md: dollars, and how long edits wait for a model's quota. */
export function costLines(): readonly string[] {
  const calls = callsOfListing().map((one) => ({
    ...one,
    usd: one.calls * priceOf(one) * (1 + retriesOf(one.model)),
  }));
  const models = calls.reduce((sum, { usd }) => sum + usd, 0);
  const waiting = loads.map((load) => ({ load, rows: waitRows(load, calls) }));
  const rest = around.reduce((sum, { usd }) => sum + usd, 0);
  const listing = models + rest;
  return [
    "# What it costs, and how long it waits",
    "",
    "Written by `npm run -s cli -- cost --out docs/cost.md`; a test fails when it is out of date. Prices are those of",
    "the model catalogue (core/models/catalogue.ts), from public pages of 2026 and never from an invoice of ours: check",
    "them before you promise anything.",
    "",
    `## One listing: ${usualListing.photos} photos, ${usualListing.edits} edits`,
    "",
    "Which model is called, and how often, comes from the same routes and prompts that the workers use; tokens are",
    "counted on the requests as they are sent. A drawing allows for a tenth of results that are drawn again.",
    "",
    ...table(
      ["for", "model", "calls", "USD a call", "USD a listing"],
      calls.map((one) => [
        one.why,
        one.model.name,
        String(one.calls),
        money(priceOf(one), 4),
        money(one.usd, 3),
      ]),
    ),
    "",
    ...table(
      ["around the models", "USD a listing"],
      around.map(({ what, usd }) => [what, money(usd, 4)]),
    ),
    "",
    `**${money(listing, 2)} USD a listing**: ${money(models, 2)} for models, ${money(rest, 2)} for the rest. The four enhancements of the ten`,
    "edits are the studio's own work and cost no model.",
    "",
    `## A month, ${listingsPerAgent} listings an agent`,
    "",
    ...table(
      ["agents", "listings", "edits", "models, USD", "the rest, USD", "together, USD", "USD an agent"],
      agentCounts.map((agents) => {
        const listings = agents * listingsPerAgent;
        return [
          whole(agents),
          whole(listings),
          whole(listings * usualListing.edits),
          whole(listings * models),
          whole(listings * rest + fixedUsd),
          whole(listings * listing + fixedUsd),
          money((listings * listing + fixedUsd) / agents, 2),
        ];
      }),
    ),
    "",
    `The rest holds ${fixedUsd} USD a month that do not depend on how much is done: firewall, keys, alarms, dashboard.`,
    "",
    "## Waiting for a turn",
    "",
    "A new account may ask each Stability service 10 times a minute, all its agents together. Simulated: listings begin",
    `as a Poisson process over the office hours of ${workDays} days a month, more in the late morning and the afternoon; the edits of`,
    `one fall into twenty minutes; ${simulatedDays} days, seed ${seed}. A worker waits ${turnWithinMs / 1000} seconds at most, then asks the next model of the`,
    "route, and at its end the studio: nobody waits as long as the long figures here say, but is served by another hand.",
    "",
    ...table(
      [
        "agents",
        "listings each",
        "model",
        "a minute",
        "peak a minute",
        "p50 wait",
        "p95 wait",
        "moved on",
        "quota for p95 in time",
      ],
      waiting.flatMap(({ rows }) => rows),
    ),
    "",
    "## What to ask AWS for",
    "",
    "AWS marks these quotas as not adjustable, so the console has no button for them: they go through the account team.",
    "",
    ...asks(waiting),
    `- A batch is a burst of its own: of 50 dusk edits started at once the last gets its turn after ${Math.ceil(50 / 10) - 1} minutes, or`,
    "  goes to the next model after 20 seconds.",
    "- Calls from us-east-1, us-east-2 and us-west-2 count apart: three regions are three times the quota for the",
    "  services that are called by a profile. The catalogue's `region` is the place to change.",
    "- Claude's quota counts tokens, not calls: 25 photos in a minute are 80,000; ask for it at 1,000 agents.",
    "- After a raise, `REIMAGINE_MODEL_RATE` tells the workers how many times the catalogue's rate they may ask.",
  ];
}

/** A month of WAF with two rules, KMS, 20 alarms, a dashboard, Route 53. */
const fixedUsd = 25;

/** A look or a plan by its tokens, as counted on the request; a drawing by its picture. */
function priceOf({ model, why }: CallsOf): number {
  const perMillion = model.usdPerMillionTokens;
  if (perMillion === undefined) return model.usdPerImage;
  const isLook = why === "photo analysis";
  const request = isLook
    ? lookRequest({ modelId: model.id, image: new Uint8Array() })
    : planRequest({
        modelId: model.id,
        toolset: "renovation",
        words: describeRenovation("white shaker cabinets and an oak plank floor, keep the ceiling"),
      });
  const text = JSON.stringify([request.system, request.messages, request.toolConfig]).length / 4;
  const picture = isLook ? (1568 * 1045) / 750 : 0;
  return tokenPrice(perMillion, { read: text + picture, written: isLook ? 220 : 120 });
}

const retriesOf = ({ task }: Model): number => (task === "vision" ? 0 : retryShare);

function waitRows({ agents, listings }: Load, calls: readonly CallsOf[]): readonly (readonly string[])[] {
  return drawnBy(calls).map(([model, callsPerListing]) => {
    const day = {
      listings: (agents * listings) / workDays,
      callsPerListing,
      requestsPerMinute: model.requestsPerMinute,
    };
    const waits = waitingTimes(day, simulatedDays, turnWithinMs, seededRandom(seed));
    const quota = neededQuota(day, simulatedDays, turnWithinMs, seededRandom(seed));
    return [
      whole(agents),
      String(listings),
      model.name,
      String(model.requestsPerMinute),
      String(waits.peakPerMinute),
      inTime(waits.p50Ms),
      inTime(waits.p95Ms),
      `${money(100 * waits.movedOn, 1)} %`,
      String(Math.max(quota, model.requestsPerMinute)),
    ];
  });
}

/** Calls a listing of each drawing model, retries included. */
function drawnBy(calls: readonly CallsOf[]): readonly (readonly [Model, number])[] {
  const sums = new Map<Model, number>();
  for (const { model, calls: count } of calls)
    if (model.task !== "vision") sums.set(model, (sums.get(model) ?? 0) + count * (1 + retryShare));
  return [...sums];
}

function asks(
  waiting: readonly { readonly load: Load; readonly rows: readonly (readonly string[])[] }[],
): readonly string[] {
  return waiting.map(({ load, rows }) => {
    const wanted = rows.filter(([, , , now, , , , , quota]) => Number(quota) > Number(now));
    const list = wanted.map(([, , name, , , , , , quota]) => `${name} ${quota} a minute`).join(", ");
    const said = wanted.length === 0 ? "nothing; the quotas of a new account are enough" : list;
    return `- ${whole(load.agents)} agents, ${load.listings} listings each: ${said}.`;
  });
}

/** Aligned as the formatter of this project aligns it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[], pad: string): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0, pad)).join(" | ")} |`;
  return [
    line(head, " "),
    line(
      head.map(() => ""),
      "-",
    ),
    ...rows.map((row) => line(row, " ")),
  ];
}

const money = (usd: number, digits: number): string => usd.toFixed(digits);
const whole = (value: number): string => Math.round(value).toLocaleString("en-US");
const inTime = (ms: number): string =>
  ms < 60_000 ? `${Math.round(ms / 1000)} s` : `${whole(ms / 60_000)} min`;
