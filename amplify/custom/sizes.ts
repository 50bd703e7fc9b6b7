/**
 * What the backend is sized for: a brokerage of 10,000 agents, each with four listings a month of 25 photos and 10
 * edits, on 22 working days, a sixth of a day's work in its busiest hour. docs/deploy.md has the sums.
 */
const agents = 10_000;
const editsInBusiestHour = (agents * 4 * 10) / 22 / 6;
const secondsAnEdit = 45;
/** A batch asks for 25 edits at once where a person asks for one. */
const burst = 3;

/** Edits made at the same time at most (Little's law, times bursts), by as many workers. Lambda allows a queue 1000. */
export const mostWorkers = Math.min(1000, Math.ceil((editsInBusiestHour / 3600) * secondsAnEdit * burst));

/**
 * Requests of the table a second, at most; a bill gone mad stops here. 10,000 open apps ask twice a minute for 50
 * photos or edits of about 1.5 kB, read consistently (20 units), and each edit writes about 15 times 3 units.
 */
export const mostReadUnits = roundUp((agents / 30) * 20 * burst);
export const mostWriteUnits = roundUp((editsInBusiestHour / 3600) * 15 * 3 * burst * 10);

function roundUp(units: number): number {
  return Math.ceil(units / 1000) * 1000;
}
