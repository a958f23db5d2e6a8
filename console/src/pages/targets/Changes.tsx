// What changed since one last read to the end: the place is kept in the hub, as a view of one's own.
import { Button, Segmented, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useSession } from "../../app/session";
import { useLabel, useWords } from "../../app/words";
import { TargetChangesDocument, type TargetChangesQuery } from "../../gql/graphql";
import { TargetChangeKind, TargetLeaving } from "../../gql/labels";
import { EmptyNote } from "../../parts/EmptyNote";
import { QueryTable } from "../../parts/QueryTable";
import { usePages } from "../../parts/usePages";
import { useViews } from "../../parts/useViews";
import { targets } from "./words";

type Row = TargetChangesQuery["targetChanges"]["nodes"][number];
const READ = "target-changes";

export function Changes({ programme }: { programme: string }) {
  const said = useWords(targets);
  const { sees } = useSession();
  const marks = useViews(READ);
  const mark = marks.views.find((one) => one.own && one.name === programme);
  const [all, setAll] = useState(false);
  const since = all ? undefined : sinceOf(mark?.filters);
  const number = sees.has("household.number");
  const asked = marks.known ? { programme, since, first: 200, number } : undefined;
  const pages = usePages(TargetChangesDocument, asked, (answer) => answer.targetChanges, "since");
  async function read() {
    if (!pages.cursor) return;
    const filters = `since=${pages.cursor}`;
    if (mark) await marks.change(mark.id, { filters });
    else await marks.save(programme, filters, false);
  }
  return (
    <>
      <div className="filters">
        {mark && (
          <Segmented
            value={all}
            onChange={setAll}
            options={[
              { value: false, label: said.sinceLast },
              { value: true, label: said.sinceEver },
            ]}
          />
        )}
        <Button onClick={read} disabled={pages.more || pages.rows.length === 0}>
          {said.seen}
        </Button>
        <span className="quiet">{said.seenNote}</span>
      </div>
      <QueryTable
        label={said.changes}
        pages={pages}
        columns={useChangeColumns(number)}
        rowKey={(row) => `${row.householdId} ${row.personId}`}
        empty={<EmptyNote title={said.noChanges} why={said.noChangesWhy} />}
      />
    </>
  );
}

const sinceOf = (filters: string | undefined) => new URLSearchParams(filters).get("since") ?? undefined;

function useChangeColumns(number: boolean): TableColumnsType<Row> {
  const said = useWords(targets);
  const label = useLabel();
  const household = (row: Row) => (row.kind === "ENDED" ? (row.householdNumber ?? "–") : <Chain row={row} />);
  return [
    { title: said.on, width: 110, render: (_, row) => row.on },
    { title: said.kind, width: 160, render: (_, row) => label(TargetChangeKind, row.kind) },
    ...(number ? [{ title: said.number, width: 150, render: (_: unknown, row: Row) => household(row) }] : []),
    { title: said.who, width: 120, render: (_, row) => row.nameMasked ?? "–" },
    {
      title: said.because,
      width: 420,
      render: (_, row) =>
        [row.leftBecause ? label(TargetLeaving, row.leftBecause) : "", ...row.lostTexts]
          .filter(Boolean)
          .join("；") || "–",
    },
  ];
}

function Chain({ row }: { row: Row }) {
  return <Link to={`/household/${row.householdId}`}>{row.householdNumber ?? "–"}</Link>;
}
