// Places with what was counted there; opened, the programmes of each.
import { Table, type TableColumnsType } from "antd";
import { Link } from "react-router";
import { useSession } from "../../app/session";
import { useName, useWords } from "../../app/words";
import { COUNTS, missedShare, type Place, percent, type Row } from "./figures";
import { coverage } from "./words";

export function PlacesTable({ places, loading }: { places: readonly Place[]; loading: boolean }) {
  const said = useWords(coverage);
  const columns: TableColumnsType<Place> = [
    { title: said.division, dataIndex: "name" },
    ...COUNTS.map((one): TableColumnsType<Place>[number] => ({
      title: said[one],
      align: "right",
      sorter: (a, b) => (a.counts[one] ?? -1) - (b.counts[one] ?? -1),
      render: (_, place) =>
        place.counts[one] == null ? said.few : `${place.hidden ? "≥ " : ""}${place.counts[one]}`,
    })),
    {
      title: said.share,
      align: "right",
      sorter: (a, b) => (missedShare(a.counts) ?? -1) - (missedShare(b.counts) ?? -1),
      render: (_, place) => percent(missedShare(place.counts)),
    },
    { title: said.overdue, align: "right", render: (_, place) => place.overdue ?? "–" },
  ];
  return (
    <Table<Place>
      size="small"
      rowKey="code"
      columns={columns}
      dataSource={[...places]}
      loading={loading}
      pagination={false}
      expandable={{ expandedRowRender: (place) => <Programmes rows={place.rows} /> }}
    />
  );
}

function Programmes({ rows }: { rows: readonly Row[] }) {
  const said = useWords(coverage);
  const name = useName();
  const { me, may } = useSession();
  const lists = (row: Row) => may(["*/targets:read"]) && me.department?.code === row.department.code;
  return (
    <table className="values">
      <thead>
        <tr>
          <th scope="col">{said.department}</th>
          <th scope="col">{said.programme}</th>
          {COUNTS.map((one) => (
            <th scope="col" key={one}>
              {said[one]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.department.code} ${row.programme.number}`}>
            <td>{name(row.department)}</td>
            <td>
              {row.programme.number} {name(row.programme)}{" "}
              {lists(row) && (
                <Link to={`/targets?programme=${row.programme.number}&division=${row.division.code}`}>
                  {said.list}
                </Link>
              )}
            </td>
            {COUNTS.map((one) => (
              <td key={one}>{row[one] ?? said.few}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
