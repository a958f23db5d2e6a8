// A list of the graph whose rows open: what was refused, what an empty one says, and its next page.
import { Button, Table, type TableColumnsType } from "antd";
import type { ReactNode } from "react";
import { useWords } from "../app/words";
import { EmptyNote } from "./EmptyNote";
import { parts } from "./parts.words";
import { RefusalNote } from "./RefusalNote";
import type { Pages } from "./usePages";

interface Props<Row> {
  pages: Pages<Row>;
  columns: TableColumnsType<Row>;
  none: string;
  noneWhy: string;
  details?: (row: Row) => ReactNode;
  chosen?: readonly string[];
  choose?: (ids: string[]) => void;
}

export function ListTable<Row extends { id: string }>(props: Props<Row>) {
  const { pages, columns, none, noneWhy, details, chosen, choose } = props;
  const said = useWords(parts);
  return (
    <>
      {pages.error && <RefusalNote error={pages.error} />}
      <Table<Row>
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={pages.rows}
        loading={pages.reading && pages.rows.length === 0}
        pagination={false}
        rowSelection={
          choose && {
            selectedRowKeys: [...(chosen ?? [])],
            onChange: (keys) => choose(keys.map(String)),
          }
        }
        expandable={details && { expandedRowRender: details }}
        locale={{ emptyText: pages.reading ? " " : <EmptyNote title={none} why={noneWhy} /> }}
      />
      {pages.more && pages.rows.length > 0 && (
        <Button onClick={pages.next} loading={pages.reading}>
          {said.more}
        </Button>
      )}
    </>
  );
}
