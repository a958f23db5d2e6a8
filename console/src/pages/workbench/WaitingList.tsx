// One kind of what waits: how many in all, and the first of them with what is due when.
import { Table } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { CombinedError } from "urql";
import { useWords } from "../../app/words";
import { DueClock } from "../../parts/DueClock";
import { RefusalNote } from "../../parts/RefusalNote";
import { workbench } from "./words";

export interface Waiting {
  key: string;
  household?: { id: string; number?: string } | null;
  what: ReactNode;
  /** By when; without it, since when it waits. */
  due?: string | null;
  since?: string;
}

interface Props {
  title: string;
  total?: number;
  /** The page that lists all of them. */
  list?: string;
  rows?: Waiting[];
  error?: CombinedError;
}

export function WaitingList({ title, total, list, rows, error }: Props) {
  const said = useWords(workbench);
  return (
    <section className="panel" aria-label={title}>
      <h2>
        {title}{" "}
        {total !== undefined && (
          <small className="quiet">
            {list ? <Link to={list}>{said.count(total)}</Link> : said.count(total)}
          </small>
        )}
      </h2>
      {error && <RefusalNote error={error} />}
      {rows && rows.length === 0 && <span className="quiet">{said.none}</span>}
      {rows && rows.length > 0 && (
        <Table<Waiting>
          size="small"
          pagination={false}
          rowKey={(row) => row.key}
          dataSource={rows}
          columns={[
            { title: said.household, width: 120, ellipsis: true, render: (_, row) => <ToChain row={row} /> },
            { title: said.what, ellipsis: true, render: (_, row) => row.what },
            { title: said.due, width: 112, render: (_, row) => <When row={row} /> },
          ]}
        />
      )}
    </section>
  );
}

function ToChain({ row: { household } }: { row: Waiting }) {
  const said = useWords(workbench);
  if (!household) return "–";
  return <Link to={`/household/${household.id}`}>{household.number ?? said.chain}</Link>;
}

function When({ row }: { row: Waiting }) {
  const said = useWords(workbench);
  if (row.due) return <DueClock on={row.due} />;
  return row.since ? said.since(row.since) : "–";
}
