import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue, type ModelId } from "#core/models/catalogue.ts";
import { seededRandom } from "#engine/random.ts";
import { meteredModels } from "#functions/aws/metered-models.ts";
import { type DrawCall, type Models, type Records } from "#functions/ports.ts";
import { sharedTime } from "#test/functions/fakes/shared-time.ts";

const minuteMs = 60_000;

/** One worker: when each of its calls comes, in milliseconds after the one before. */
const aWorker = fc.array(
  fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 90_000 })),
  { minLength: 1, maxLength: 12 },
);
const someWorkers = fc.record({
  workers: fc.array(aWorker, { minLength: 1, maxLength: 6 }),
  most: fc.constantFrom(1, 3, 10),
  /** How long a table may take for an answer: some come too late to be of use. */
  slowMs: fc.constantFrom(0, 40, 400, 1500),
  /** Anywhere in a minute. */
  beginMs: fc.integer({ min: 0, max: minuteMs }),
  seed: fc.nat(),
});
interface Day {
  readonly workers: readonly (readonly number[])[];
  readonly most: number;
  readonly slowMs: number;
  readonly beginMs: number;
  readonly seed: number;
}

/**
 * The law of a model's requests a minute, over the table that all workers share: the one in memory, the one in DynamoDB.
 * `numRuns` of it, as the table is quick or slow.
 */
export function turnsContract(name: string, open: () => Records, numRuns: number): void {
  /** A model nobody of the test before has asked: its places are kept by its id. */
  let asked = 0;
  // Its id is not in the catalogue, so that the table's other tests know nothing of it.
  const aModel = (): ModelId => `a-model-${name}-${asked++}` as ModelId;

  /** Whatever comes, from whom, and when: the moments at which calls left. */
  async function departures({ workers, most, slowMs, beginMs, seed }: Day) {
    const modelId = aModel();
    // Long after now: a table forgets by the machine's own clock what has expired.
    const { clock, run } = sharedTime(Date.UTC(2100, 0, 1) + beginMs);
    const random = seededRandom(seed);
    const chance = {
      next: random,
      bytes: (count: number) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256)),
    };
    const table = open();
    const late = async <T>(work: () => Promise<T>): Promise<T> => {
      await clock.sleep(random() * slowMs);
      const answer = await work();
      await clock.sleep(random() * slowMs);
      return answer;
    };
    const records: Records = {
      ...table,
      get: (key) => late(() => table.get(key)),
      write: (changes) => late(() => table.write(changes)),
    };
    const left: number[] = [];
    const waits: number[] = [];
    const refusals = new Set<string>();
    const models = (): Models =>
      meteredModels(
        {
          draw: async () => {
            left.push(clock.now());
            return { kind: "drawn", image: new Uint8Array() };
          },
        } as Partial<Models> as Models,
        { records, clock, chance },
        { catalogue: { ...catalogue, [modelId]: { requestsPerMinute: most } }, rate: 1 },
      );
    await run(
      workers.map((gaps) => async () => {
        const own = models();
        for (const gapMs of gaps) {
          await clock.sleep(gapMs);
          const beganMs = clock.now();
          const answer = await own.draw({ modelId, deadlineMs: minuteMs } as DrawCall);
          if (answer.kind === "drawn") waits.push(clock.now() - beganMs);
          else refusals.add(answer.fault);
        }
      }),
    );
    expect([...refusals].filter((fault) => fault !== "crowded")).toEqual([]);
    return { left: left.toSorted((a, b) => a - b), waits };
  }

  describe(`turns of a model in ${name}`, () => {
    it("are never more than its requests a minute within any sixty seconds, whoever asks and when", async () => {
      await fc.assert(
        fc.asyncProperty(someWorkers, async (day) => {
          const { left } = await departures(day);
          left.slice(day.most).forEach((at, n) => {
            expect(at - (left[n] ?? 0)).toBeGreaterThanOrEqual(minuteMs);
          });
        }),
        { numRuns },
      );
    }, 240_000);

    it("come at once to whoever is alone", async () => {
      const alone = { workers: [[0, 7000, 7000, 7000, 7000]], slowMs: 0, beginMs: 59_999, seed: 1 };
      expect((await departures({ ...alone, most: 10 })).waits).toEqual([0, 0, 0, 0, 0]);
    });

    it("are used to the full: ten leave at once, and ten more when the first ten have had their minute", async () => {
      const crowd = { workers: Array.from({ length: 6 }, () => Array<number>(20).fill(5000)) };
      const { left } = await departures({ ...crowd, most: 10, slowMs: 0, beginMs: 0, seed: 1 });
      const [first = 0] = left;
      expect(left.filter((at) => at < first + minuteMs)).toHaveLength(10);
      const second = left.filter((at) => at >= first + minuteMs && at < first + 2 * minuteMs);
      expect(second.length).toBeGreaterThanOrEqual(9);
    });
  });
}
