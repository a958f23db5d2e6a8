// Counties as tiles of one size beneath their prefecture: the small and poor ones are seen as well as the large.
import { useMemo } from "react";
import { useWords } from "../../app/words";
import type { CountiesQuery } from "../../gql/graphql";
import { missedShare, type Place, percent } from "./figures";
import { PREFECTURES, shortName } from "./tiles";
import { coverage } from "./words";

type County = CountiesQuery["divisions"]["nodes"][number];

interface Props {
  counties: readonly County[];
  places: readonly Place[];
  look: (code: string) => void;
}

export function TileGrid({ counties, places, look }: Props) {
  const known = useMemo(() => new Map(places.map((one) => [one.code, one])), [places]);
  const groups = useMemo(() => byPrefecture([...counties, ...alone(counties, places)]), [counties, places]);
  return (
    <div className="tiles">
      {groups.map(([code, name, some]) => {
        const [column, line] = PREFECTURES[code.slice(0, 6)] ?? [6, 5];
        return (
          <section key={code} style={{ gridColumn: column, gridRow: line }} aria-label={name}>
            <h3>{name}</h3>
            {some.map((one) => (
              <Tile key={one.code} county={one} place={known.get(one.code)} look={look} />
            ))}
          </section>
        );
      })}
    </div>
  );
}

function Tile({ county, place, look }: { county: County; place?: Place; look: (code: string) => void }) {
  const said = useWords(coverage);
  const share = place ? missedShare(place.counts) : null;
  const depth = share == null ? 0 : Math.min(4, 1 + Math.floor(share * 8));
  const told = place ? `${said.missed} ${place.counts.missed ?? said.few}，${percent(share)}` : "";
  return (
    <button
      type="button"
      className={`tile depth${depth}`}
      title={`${county.name} ${told}`}
      onClick={() => look(county.code)}
    >
      <span>{shortName(county.name)}</span>
      <b>{percent(share)}</b>
    </button>
  );
}

/** Places that are no county: 嘉峪关 is a city without any below it, and stands for itself. */
function alone(counties: readonly County[], places: readonly Place[]): County[] {
  const known = new Set(counties.map((one) => one.code));
  return places
    .filter((one) => !known.has(one.code) && PREFECTURES[one.code.slice(0, 6)])
    .map((one) => ({ code: one.code, name: one.name, parent: null }));
}

function byPrefecture(counties: readonly County[]): [string, string, County[]][] {
  const found = new Map<string, [string, string, County[]]>();
  for (const one of counties) {
    const above = one.parent ?? one;
    const group = found.get(above.code) ?? [above.code, above.name, []];
    group[2].push(one);
    found.set(above.code, group);
  }
  return [...found.values()];
}
