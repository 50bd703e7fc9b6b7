/** Where the photos will be: nothing jumps when they come. */
export function HomeWaiting() {
  return (
    <ul className="grid">
      {[0, 1, 2, 3, 4, 5].map((place) => (
        <li key={place} className="tile skeleton" aria-hidden />
      ))}
    </ul>
  );
}
