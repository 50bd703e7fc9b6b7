import { describe, expect, it } from "vitest";
import { keptAddresses } from "#functions/aws/kept-addresses.ts";

function aKeeper() {
  const time = { nowMs: 1_000_000 };
  let signed = 0;
  const kept = keptAddresses(() => time.nowMs);
  return { time, ask: (...asked: unknown[]) => kept(asked, async () => `address ${++signed}`) };
}

describe("a signed address", () => {
  it("is given out again for five minutes, and only for exactly what was asked for", async () => {
    const { time, ask } = aKeeper();
    expect(await ask("a", 3600)).toBe("address 1");
    time.nowMs += 299_000;
    expect(await ask("a", 3600)).toBe("address 1");
    expect(await ask("a", 3600, "image/png")).toBe("address 2");
    expect(await ask("b", 3600)).toBe("address 3");
    time.nowMs += 1_000;
    expect(await ask("a", 3600)).toBe("address 4");
  });

  it("is forgotten when there are too many, the oldest first", async () => {
    const { ask } = aKeeper();
    for (let n = 0; n < 5001; n++) await ask(n);
    expect(await ask(5000)).toBe("address 5001");
    expect(await ask(0)).toBe("address 5002");
  });
});
