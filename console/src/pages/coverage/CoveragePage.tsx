// 覆盖 · 督办: who is due help, has it, misses it or has it twice, and what is overdue, by place.

import { Button, Segmented, Select } from "antd";
import { useMemo } from "react";
import { useNavigate } from "react-router";
import { useQuery } from "urql";
import { useSession } from "../../app/session";
import { useName, useWords } from "../../app/words";
import {
  CountiesDocument,
  type Entitlement,
  HandlingDocument,
  SupervisionDocument,
  type SupervisionLevel,
} from "../../gql/graphql";
import { Entitlement as ENTITLEMENTS, SupervisionLevel as LEVELS } from "../../gql/labels";
import { CodeSelect } from "../../parts/CodeSelect";
import { DivisionPicker } from "../../parts/DivisionPicker";
import { EmptyNote } from "../../parts/EmptyNote";
import { PageTitle } from "../../parts/PageTitle";
import { RefusalNote } from "../../parts/RefusalNote";
import { useFilters } from "../../parts/useFilters";
import { places } from "./figures";
import { PlacesTable } from "./PlacesTable";
import { RankedBars } from "./RankedBars";
import { TileGrid } from "./TileGrid";
import { coverage } from "./words";

const FILTERS = ["view", "by", "division", "department", "entitlement"] as const;

export default function CoveragePage() {
  const said = useWords(coverage);
  const name = useName();
  const { may } = useSession();
  const [filters, set] = useFilters(FILTERS);
  const view = filters.view ?? "table";
  const go = useNavigate();
  const { view: _, ...kept } = defined(filters);
  const by = (view === "tiles" ? "COUNTY" : (filters.by ?? "COUNTY")) as SupervisionLevel;
  const asked = { by, division: filters.division, department: filters.department };
  const entitlement = filters.entitlement as Entitlement | undefined;
  const [{ data, error, fetching }] = useQuery({
    query: SupervisionDocument,
    variables: { ...asked, entitlement },
  });
  const [{ data: handled }] = useQuery({
    query: HandlingDocument,
    variables: asked,
    pause: !may(["civil/supervise:read"]),
  });
  const [{ data: around }] = useQuery({ query: CountiesDocument });
  const overdue = useMemo(() => overdueBy(handled?.handling ?? []), [handled]);
  const counted = useMemo(() => places(data?.supervision ?? [], overdue), [data, overdue]);
  const published = data?.supervision[0]?.publishedFor;
  return (
    <>
      <PageTitle
        title={said.title}
        about={published ? said.published(published) : said.about}
        side={<Button onClick={() => print()}>{said.print}</Button>}
      />
      <div className="filters">
        <Segmented
          aria-label={said.view}
          value={view}
          onChange={(value) => set("view", value === "table" ? undefined : value)}
          options={(["table", "bars", "tiles"] as const).map((one) => ({ value: one, label: said[one] }))}
        />
        <CodeSelect
          labels={LEVELS}
          name={said.level}
          disabled={view === "tiles"}
          width={110}
          value={by}
          onChange={(value) => set("by", value === "COUNTY" ? undefined : value)}
        />
        <label htmlFor="division">{said.division}</label>
        <DivisionPicker id="division" value={filters.division} onChange={(value) => set("division", value)} />
        <Select
          aria-label={said.department}
          allowClear
          placeholder={said.every}
          style={{ width: 160 }}
          value={filters.department}
          onChange={(value) => set("department", value)}
          options={around?.departments.map((one) => ({ value: one.code, label: name(one) }))}
        />
        <CodeSelect
          labels={ENTITLEMENTS}
          name={said.entitlement}
          every={said.all}
          width={150}
          value={entitlement}
          onChange={(value) => set("entitlement", value)}
        />
      </div>
      {error && <RefusalNote error={error} />}
      {data && counted.length === 0 && <EmptyNote title={said.none} why={said.noneWhy} />}
      {view === "table" && <PlacesTable places={counted} loading={fetching} />}
      {view === "bars" && <RankedBars places={counted} />}
      {view === "tiles" && (
        <TileGrid
          counties={around?.divisions.nodes ?? []}
          places={counted}
          look={(code) => go(`?${new URLSearchParams({ ...kept, division: code })}`)}
        />
      )}
    </>
  );
}

/** The filters that are set. */
function defined(filters: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(filters).filter((one): one is [string, string] => !!one[1]));
}

function overdueBy(rows: readonly { overdue: number; division: { code: string } }[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const row of rows) found.set(row.division.code, (found.get(row.division.code) ?? 0) + row.overdue);
  return found;
}
