// What became of a file: how far it is, its counts, the wrong rows, and the same file back with what is wrong.
import { Alert, Progress, Table, Tag } from "antd";
import { useWords } from "../../app/words";
import type { ImportQuery } from "../../gql/graphql";
import { feedback } from "./words";

type One = NonNullable<ImportQuery["import"]>;

export function Outcome({ one, ended }: { one: One; ended: boolean }) {
  const said = useWords(feedback);
  const of = one.of ?? 0;
  const share = ended ? 100 : of ? Math.floor((100 * one.done) / of) : 0;
  const counts: [string, number, string?][] = [
    [one.checkOnly ? said.good : said.accepted, one.accepted, "success"],
    [said.replayed, one.replayed],
    [said.refused, one.refused, one.refused ? "error" : undefined],
    [said.warned, one.warned, one.warned ? "warning" : undefined],
    [said.skipped, one.skipped],
  ];
  return (
    <section className="panel" aria-label={one.checkOnly ? said.checked : said.taken}>
      <h2>{one.checkOnly ? said.checked : said.taken}</h2>
      <p>
        {one.name} <span className="quiet">{said.rows(one.done, of)}</span>
      </p>
      <Progress percent={share} status={one.failure ? "exception" : undefined} aria-label={one.name} />
      {one.failure && <Alert type="error" showIcon title={one.failure.message} />}
      <p aria-live="polite">
        {counts.map(([name, count, colour]) => (
          <Tag key={name} color={colour}>
            {name} {count}
          </Tag>
        ))}
      </p>
      {ended && one.errors.totalCount > 0 && <Errors one={one} />}
    </section>
  );
}

function Errors({ one }: { one: One }) {
  const said = useWords(feedback);
  const workbook = one.name.toLowerCase().endsWith(".xlsx");
  return (
    <>
      <p>
        <a href={`/files/${one.id}/errors.${workbook ? "xlsx" : "csv"}`} download>
          {workbook ? said.workbook : said.table}
        </a>{" "}
        {one.errors.totalCount > 50 && <span className="quiet">{said.more(one.errors.totalCount)}</span>}
      </p>
      <Table
        size="small"
        title={() => said.errors}
        rowKey={(row) => `${row.row} ${row.column} ${row.code}`}
        pagination={false}
        dataSource={one.errors.nodes}
        columns={[
          { title: said.row, dataIndex: "row", width: 80 },
          { title: said.column, dataIndex: "column", width: 160 },
          { title: said.value, dataIndex: "value", width: 180 },
          { title: said.message, dataIndex: "message" },
        ]}
      />
    </>
  );
}
