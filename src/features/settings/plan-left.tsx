import { type AllowanceView, type StorageView } from "#core/api/allowance-view.ts";
import { useAllowances } from "#src/backend/allowances.ts";
import { settingsWords } from "#src/settings-words.ts";

/** The plan, and what is left of it. */
export function PlanLeft() {
  const { data } = useAllowances();
  return (
    <section aria-labelledby="plan-title">
      <h2 id="plan-title">{settingsWords.plan(data?.planName ?? undefined)}</h2>
      <ul className="plan-left numbers">
        {data?.items.map((allowance) => (
          <Left key={allowance.name} allowance={allowance} />
        ))}
        {data?.storage && <StorageLeft storage={data.storage} />}
      </ul>
      <p className="quiet small">{settingsWords.planWhat}</p>
    </section>
  );
}

function Left({ allowance: { name, used, most, endsAt } }: { readonly allowance: AllowanceView }) {
  return (
    <Bar
      name={settingsWords.allowances[name]}
      used={used}
      most={most}
      left={(free, all) => settingsWords.left(free, all, endsAt)}
    />
  );
}

function StorageLeft({ storage: { usedMegabytes, mostMegabytes } }: { readonly storage: StorageView }) {
  return (
    <Bar
      name={settingsWords.stored}
      used={usedMegabytes}
      most={mostMegabytes}
      left={settingsWords.storageLeft}
    />
  );
}

interface Of {
  readonly name: string;
  readonly used: number;
  readonly most: number | null | undefined;
  readonly left: (free: number, most: number) => string;
}

function Bar({ name, used, most, left }: Of) {
  const hasEnd = most !== null && most !== undefined;
  return (
    <li>
      <span>{name}</span>
      <span className="quiet">{hasEnd ? left(Math.max(0, most - used), most) : settingsWords.noEnd}</span>
      {hasEnd && <progress max={most} value={Math.min(used, most)} aria-hidden />}
    </li>
  );
}
