// Who stands on a frozen list: all, those without an answer, and those who would not be on it today.
import { Button, Segmented, type TableColumnsType } from "antd";
import { Link, useSearchParams } from "react-router";
import { useSession } from "../../app/session";
import { useWords } from "../../app/words";
import { SnapshotItemsDocument, type SnapshotItemsQuery } from "../../gql/graphql";
import { EmptyNote } from "../../parts/EmptyNote";
import { MaskedName } from "../../parts/MaskedValue";
import { QueryTable } from "../../parts/QueryTable";
import { usePages } from "../../parts/usePages";
import type { Snapshot } from "./Snapshots";
import { targets } from "./words";

type Row = SnapshotItemsQuery["targetSnapshots"]["nodes"][number]["items"]["nodes"][number];
const WHICH = { onIt: {}, openItems: { answered: false }, left: { still: false } } as const;

export function SnapshotItems({ snapshot, back }: { snapshot: Snapshot; back: () => void }) {
  const said = useWords(targets);
  const { sees } = useSession();
  const [params, setParams] = useSearchParams();
  const which = (Object.keys(WHICH) as (keyof typeof WHICH)[]).find((one) => one === params.get("which"));
  const shown = { number: sees.has("household.number"), place: sees.has("household.division") };
  const pages = usePages(
    SnapshotItemsDocument,
    { id: snapshot.id, first: 100, ...WHICH[which ?? "onIt"], ...shown },
    (answer) => answer.targetSnapshots.nodes[0]?.items,
  );
  return (
    <>
      <div className="filters">
        <Button onClick={back}>{said.back}</Button>
        <b>
          {snapshot.takenOn} · {snapshot.programme.number} · {snapshot.division.name}
        </b>
        <Segmented
          aria-label={said.onIt}
          value={which ?? "onIt"}
          onChange={(value) => setParams({ ...Object.fromEntries(params), which: value })}
          options={(Object.keys(WHICH) as (keyof typeof WHICH)[]).map((one) => ({
            value: one,
            label: said[one],
          }))}
        />
      </div>
      <QueryTable
        label={said.onIt}
        pages={pages}
        columns={useItemColumns(shown)}
        rowKey={(row) => row.personId ?? row.householdId}
        empty={<EmptyNote title={said.noItems} />}
      />
      <p className="hash" title="SHA-256">
        {snapshot.hash}
      </p>
    </>
  );
}

function useItemColumns(shown: { number: boolean; place: boolean }): TableColumnsType<Row> {
  const said = useWords(targets);
  const yes = (is: boolean) => (is ? said.yes : said.no);
  const chain = (row: Row) => (
    <Link to={`/household/${row.householdId}`}>{row.household?.number ?? said.chain}</Link>
  );
  return [
    {
      title: shown.number ? said.number : said.chain,
      width: 150,
      render: (_, row) => (row.household ? chain(row) : "–"),
    },
    {
      title: said.who,
      width: 170,
      render: (_, row) =>
        row.person ? <MaskedName id={row.person.id} masked={row.person.nameMasked} /> : "–",
    },
    ...(shown.place
      ? [{ title: said.place, width: 160, render: (_: unknown, row: Row) => row.household?.division?.name }]
      : []),
    { title: said.answered, width: 100, render: (_, row) => yes(row.answered) },
    { title: said.left, width: 120, render: (_, row) => yes(!row.still) },
  ];
}
