import { HouseDrawing } from "#src/features/edit/drawings/house-drawing.tsx";
import { firstPhotoWords } from "#src/first-photo-words.ts";

/** Before the first photo: what will happen, in three steps. */
export function FirstPhoto() {
  const { title, steps } = firstPhotoWords;
  return (
    <section className="first" aria-labelledby="first-title">
      <div className="first-picture" aria-hidden>
        <HouseDrawing intensity="moderate" />
      </div>
      <h2 id="first-title">{title}</h2>
      <ol>
        {steps.map((step, place) => (
          <li key={step}>
            <span aria-hidden>{place + 1}</span>
            <span>{step}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
