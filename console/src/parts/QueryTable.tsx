// A list of the graph as a table that scrolls: only the rows in sight are drawn, the next page is read when it comes near.
import { Table, type TableColumnsType } from "antd";
import { type ReactNode, type UIEvent, useLayoutEffect, useRef, useState } from "react";
import { useWords } from "../app/words";
import { parts } from "./parts.words";
import { RefusalNote } from "./RefusalNote";
import type { Pages } from "./usePages";

interface Props<Row> {
  pages: Pages<Row>;
  columns: TableColumnsType<Row>;
  rowKey: (row: Row) => string;
  empty: ReactNode;
  label: string;
}

const NEAR = 1200;
const BELOW = 84; // the head of the table, what stands below it, and the page's edge

export function QueryTable<Row extends object>({ pages, columns, rowKey, empty, label }: Props<Row>) {
  const said = useWords(parts);
  const box = useRef<HTMLDivElement>(null);
  const height = useRoom(box);
  const width = columns.reduce((sum, column) => sum + Number(column.width ?? 120), 0);
  const scrolled = ({ currentTarget: at }: UIEvent<HTMLElement>) => {
    if (at.scrollHeight - at.scrollTop - at.clientHeight < NEAR) pages.next();
  };
  return (
    <section ref={box} aria-label={label}>
      {pages.error && <RefusalNote error={pages.error} />}
      <Table<Row>
        virtual
        size="small"
        columns={columns.map((column) => ({ ellipsis: true, ...column }))}
        dataSource={pages.rows}
        rowKey={rowKey}
        pagination={false}
        loading={pages.reading && pages.rows.length === 0}
        scroll={{ x: width, y: height }}
        onScroll={scrolled}
        locale={{ emptyText: pages.reading ? " " : empty }}
      />
      <p className="quiet" aria-live="polite">
        {pages.total !== undefined && said.total(pages.rows.length, pages.total)}
      </p>
    </section>
  );
}

/** The height that is left below where the table begins. */
function useRoom(box: React.RefObject<HTMLDivElement | null>): number {
  const [height, setHeight] = useState(400);
  useLayoutEffect(() => {
    const measure = () => {
      const top = box.current?.getBoundingClientRect().top ?? 0;
      setHeight(Math.max(240, innerHeight - top - BELOW));
    };
    measure();
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, [box]);
  return height;
}
