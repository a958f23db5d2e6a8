// Places by how many they miss, the most first; a bar says how many of those due.
import { useWords } from "../../app/words";
import { missedShare, type Place, percent } from "./figures";
import { coverage } from "./words";

export function RankedBars({ places }: { places: readonly Place[] }) {
  const said = useWords(coverage);
  return (
    <ol className="ranked" aria-label={said.bars}>
      {places.map((one) => {
        const share = missedShare(one.counts);
        return (
          <li key={one.code}>
            <span>{one.name}</span>
            <meter min={0} max={1} value={share ?? 0} aria-label={`${one.name} ${said.share}`} />
            <span className="money">
              {one.counts.missed ?? said.few} / {one.counts.targets ?? said.few}（{percent(share)}）
            </span>
          </li>
        );
      })}
    </ol>
  );
}
