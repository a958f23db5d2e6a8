// The columns of the list: those that are shared with the department.
import { type TableColumnsType, Tooltip } from "antd";
import { Link } from "react-router";
import { useLanguage, useName, useWords } from "../../app/words";
import type { TargetsQuery } from "../../gql/graphql";
import { MaskedName } from "../../parts/MaskedValue";
import { targets } from "./words";

type Row = TargetsQuery["eligibleTargets"]["nodes"][number];

interface Shown {
  number: boolean;
  place: boolean;
  address: boolean;
  categories: boolean;
  basis: boolean;
}

export function useColumns(shown: Shown, programme: string): TableColumnsType<Row> {
  const said = useWords(targets);
  const name = useName();
  const columns: (TableColumnsType<Row>[number] & { when?: boolean })[] = [
    {
      title: said.number,
      width: 118,
      when: shown.number,
      render: (_, row) => <Link to={`/household/${row.household.id}`}>{row.household.number}</Link>,
    },
    { title: said.who, width: 158, render: (_, row) => <Whom row={row} /> },
    {
      title: said.category,
      width: 176,
      when: shown.categories || shown.basis,
      render: (_, row) =>
        (row.person ? row.person.categories : row.household.categories)?.map((one) => name(one)).join("、"),
    },
    { title: said.place, width: 138, when: shown.place, render: (_, row) => row.household.division?.name },
    {
      title: said.address,
      width: 190,
      ellipsis: true,
      when: shown.address,
      render: (_, row) => row.household.address,
    },
    { title: said.since, width: 96, render: (_, row) => row.since },
    { title: said.open, width: 160, render: (_, row) => <Open row={row} /> },
    { title: said.cites, width: 128, render: (_, row) => row.cites },
    {
      title: said.why,
      width: 64,
      render: (_, row) => {
        const asked = new URLSearchParams({ programme, ...(row.person && { person: row.person.id }) });
        return <Link to={`/explain/${row.household.id}?${asked}`}>{said.why}</Link>;
      },
    },
  ];
  if (!shown.number)
    columns.push({
      title: said.chain,
      width: 80,
      render: (_, row) => <Link to={`/household/${row.household.id}`}>{said.chain}</Link>,
    });
  return columns.filter((column) => column.when ?? true);
}

function Whom({ row }: { row: Row }) {
  const said = useWords(targets);
  if (row.person) return <MaskedName id={row.person.id} masked={row.person.nameMasked} />;
  const first = row.household.members[0]?.person;
  if (!first) return "–";
  const many = row.household.members.length;
  return (
    <>
      <MaskedName id={first.id} masked={first.nameMasked} />
      {many > 1 && <span className="quiet"> {said.members("", many)}</span>}
    </>
  );
}

function Open({ row }: { row: Row }) {
  const { language } = useLanguage();
  const open = [
    ...row.unknown.map((one) => (language === "zh" ? one.meaning : one.meaningEn)),
    ...row.leftToDepartment,
  ].join("；");
  return <Tooltip title={open}>{open || "–"}</Tooltip>;
}
