// Frozen lists: one is taken, those that there are, and one of them compared with today.
import { App, Button, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { useClient } from "urql";
import { useLabel, useWords } from "../../app/words";
import {
  type Certainty,
  SnapshotsDocument,
  type SnapshotsQuery,
  TakeSnapshotDocument,
} from "../../gql/graphql";
import { Certainty as CERTAINTIES } from "../../gql/labels";
import { ListTable } from "../../parts/ListTable";
import { parts } from "../../parts/parts.words";
import { usePages } from "../../parts/usePages";
import { SnapshotItems } from "./SnapshotItems";
import { targets } from "./words";

export type Snapshot = SnapshotsQuery["targetSnapshots"]["nodes"][number];

interface Props {
  programme: string;
  division: string | undefined;
  certainty: Certainty;
}

export function Snapshots(props: Props) {
  const said = useWords(targets);
  const [params, setParams] = useSearchParams();
  const pages = usePages(SnapshotsDocument, { first: 20 }, (answer) => answer.targetSnapshots);
  const open = pages.rows.find((one) => one.id === params.get("snapshot"));
  const go = (id: string | undefined) => {
    const next = new URLSearchParams(params);
    if (id) next.set("snapshot", id);
    else next.delete("snapshot");
    setParams(next);
  };
  const columns = useSnapshotColumns(go);
  if (open) return <SnapshotItems snapshot={open} back={() => go(undefined)} />;
  return (
    <>
      <Take {...props} done={pages.again} />
      <ListTable pages={pages} columns={columns} none={said.noSnapshots} noneWhy={said.takeWhy} />
    </>
  );
}

function Take({ programme, division, certainty, done }: Props & { done: () => void }) {
  const said = useWords(targets);
  const words = useWords(parts);
  const client = useClient();
  const { message } = App.useApp();
  const [taking, setTaking] = useState(false);
  async function take() {
    if (!division) return;
    setTaking(true);
    const answer = await client
      .mutation(TakeSnapshotDocument, { programme, division, certainty })
      .toPromise();
    setTaking(false);
    const taken = answer.data?.takeTargetSnapshot;
    if (taken && "id" in taken) {
      message.success(said.taken(taken.count));
      done();
    } else message.error((taken && "message" in taken && taken.message) || words.noAnswer);
  }
  return (
    <p className="filters">
      <Button type="primary" onClick={take} loading={taking} disabled={!division}>
        {said.take}
      </Button>
      <span className="quiet">{division ? said.takeWhy : said.needPlace}</span>
    </p>
  );
}

function useSnapshotColumns(go: (id: string) => void): TableColumnsType<Snapshot> {
  const said = useWords(targets);
  const label = useLabel();
  return [
    {
      title: said.takenOn,
      render: (_, one) => (
        <Button type="link" size="small" onClick={() => go(one.id)}>
          {one.takenOn}
        </Button>
      ),
    },
    { title: said.programme, render: (_, one) => `${one.programme.number} ${one.programme.name}` },
    { title: said.division, render: (_, one) => one.division.name },
    { title: said.certainty, render: (_, one) => label(CERTAINTIES, one.certainty) },
    { title: said.count, align: "right", render: (_, one) => one.count },
    { title: said.openItems, align: "right", render: (_, one) => one.open.totalCount },
    { title: said.left, align: "right", render: (_, one) => one.left.totalCount },
    { title: said.came, render: (_, one) => <Link to={cameSince(one)}>{said.came}</Link> },
  ];
}

/** The list of today, without whom the frozen one holds. */
function cameSince(one: Snapshot): string {
  const certainty: Record<string, string> = one.certainty === "MET" ? {} : { certainty: one.certainty };
  const filters = {
    programme: one.programme.number,
    division: one.division.code,
    ...certainty,
    notOn: one.id,
  };
  return `?${new URLSearchParams(filters)}`;
}
