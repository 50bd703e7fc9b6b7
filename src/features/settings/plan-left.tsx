import { type AllowanceView } from "#core/api/allowance-view.ts";
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
      </ul>
      <p className="quiet small">{settingsWords.planWhat}</p>
    </section>
  );
}

function Left({ allowance: { name, used, most, endsAt } }: { readonly allowance: AllowanceView }) {
  return (
    <li>
      <span>{settingsWords.allowances[name]}</span>
      <span className="quiet">
        {most === null || most === undefined
          ? settingsWords.noEnd
          : settingsWords.left(Math.max(0, most - used), most, endsAt)}
      </span>
      {most !== null && most !== undefined && (
        <progress max={most} value={Math.min(used, most)} aria-hidden />
      )}
    </li>
  );
}
