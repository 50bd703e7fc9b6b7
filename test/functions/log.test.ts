import { PassThrough } from "node:stream";
import { afterEach, describe, expect, it, vi } from "vitest";
import { metricEvents } from "#core/watch/metrics.ts";
import { consoleLog } from "#functions/log.ts";
import { type Log } from "#functions/ports.ts";
import { spend, spentUsd, traced } from "#functions/trace.ts";

type Line = Readonly<Record<string, unknown>>;

function aLog(): {
  readonly log: Log;
  readonly lines: () => readonly Line[];
  readonly errors: () => readonly Line[];
} {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const read = (from: PassThrough) => (): readonly Line[] =>
    String(from.read() ?? "")
      .split("\n")
      .filter((line) => line !== "")
      // Written as JSON by the log under test.
      .map((line) => JSON.parse(line) as Line);
  return { log: consoleLog("api", { stdout, stderr }), lines: read(stdout), errors: read(stderr) };
}

afterEach(() => vi.unstubAllEnvs());

describe("a line of the log", () => {
  it("is one JSON object that says when, where and what", () => {
    const { log, lines } = aLog();
    log.info("answered", { operation: "getImage", tookMs: 12 });
    const [line] = lines();
    expect(line).toMatchObject({
      level: "INFO",
      function: "api",
      event: "answered",
      operation: "getImage",
      tookMs: 12,
    });
    expect(new Date(String(line?.["timestamp"])).toISOString()).toBe(line?.["timestamp"]);
  });

  it("names the request it belongs to, however deep it is written", async () => {
    const { log, lines } = aLog();
    await Promise.all(
      ["request-one", "request-two"].map((id) =>
        traced(id, async () => {
          await Promise.resolve();
          setImmediate(() => log.info("late", { of: id }));
          log.warn("deep", { of: id });
          await new Promise((done) => setImmediate(done));
        }),
      ),
    );
    const written = lines();
    expect(written).toHaveLength(4);
    for (const line of written) expect(line["correlationId"]).toBe(line["of"]);
  });

  it("tells of an error with its cause, and never a signed address", () => {
    const { log, errors } = aLog();
    const cause = new TypeError("GET https://bucket.example/key?X-Amz-Signature=abc failed");
    log.error("result-not-saved", new Error("Saving failed", { cause }), { editId: "e" });
    const [line] = errors();
    expect(line).toMatchObject({
      level: "ERROR",
      editId: "e",
      errorMessage: "Saving failed",
      causeType: "TypeError",
    });
    expect(JSON.stringify(line)).not.toContain("X-Amz-Signature");
  });
});

describe("a line that is measured", () => {
  const facts = { editType: "enhance", Edits: 1, EditErrors: 0, EditMs: 900, EditUsd: 0.07 };

  it("is a metric by its kind and over all, as CloudWatch reads it out of the log", () => {
    vi.stubEnv("METRICS_NAMESPACE", "Reimagine/test");
    const { log, lines } = aLog();
    log.info("edit-ended", facts);
    expect(lines()[0]).toMatchObject({
      ...facts,
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: "Reimagine/test",
            Dimensions: [["editType"], []],
            Metrics: Object.entries(metricEvents["edit-ended"].metrics).map(([Name, Unit]) => ({
              Name,
              Unit,
            })),
          },
        ],
      },
    });
  });

  it("measures only what it was told: an edit given up has no time", () => {
    vi.stubEnv("METRICS_NAMESPACE", "Reimagine/test");
    const { log, lines } = aLog();
    log.info("edit-ended", { ...facts, EditMs: undefined });
    expect(JSON.stringify(lines()[0])).not.toContain("EditMs");
  });

  it("is only a line where nobody collects metrics, and so is what stands in no table", () => {
    const { log, lines } = aLog();
    log.info("edit-ended", facts);
    vi.stubEnv("METRICS_NAMESPACE", "Reimagine/test");
    log.info("answered", { operation: "getImage" });
    for (const line of lines()) expect(line).not.toHaveProperty("_aws");
  });
});

describe("what a request costs", () => {
  it("is summed over its own calls and no others'", async () => {
    const bills = await Promise.all(
      [0.07, 0.01].map((usd) =>
        traced(undefined, async () => {
          spend(usd);
          await Promise.resolve();
          spend(usd);
          return spentUsd();
        }),
      ),
    );
    expect(bills).toEqual([0.14, 0.02]);
  });
});
