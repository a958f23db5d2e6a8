// The members: masked, with what is shared of each.
import { Table, type TableColumnsType } from "antd";
import { useSession } from "../../app/session";
import { useLanguage, useName, useWords } from "../../app/words";
import type { HouseholdHeadQuery } from "../../gql/graphql";
import { MaskedName, MaskedNumber } from "../../parts/MaskedValue";
import { relation } from "../../parts/relation";
import { chain } from "./words";

type Member = NonNullable<HouseholdHeadQuery["household"]>["members"][number];

interface Props {
  members: Member[];
  shown: { relation: boolean; birth: boolean; sex: boolean; categories: boolean };
}

export function Members({ members, shown }: Props) {
  const said = useWords(chain);
  const name = useName();
  const { language } = useLanguage();
  const { sees } = useSession();
  const columns: (TableColumnsType<Member>[number] & { when?: boolean })[] = [
    {
      title: said.name,
      render: (_, one) => <MaskedName id={one.person.id} masked={one.person.nameMasked} />,
    },
    {
      title: said.relation,
      when: shown.relation,
      render: (_, one) => relation(one.relation ?? "", language),
    },
    {
      title: said.number,
      when: sees.has("person.id_number"),
      render: (_, one) => <MaskedNumber id={one.person.id} />,
    },
    {
      title: said.sex,
      when: shown.sex,
      render: (_, one) => (one.person.sex === "1" ? said.male : said.female),
    },
    { title: said.birth, when: shown.birth, render: (_, one) => one.person.birthDate },
    { title: said.since, when: shown.relation, render: (_, one) => one.since },
    {
      title: said.categories,
      when: shown.categories,
      render: (_, one) => one.person.categories?.map(name).join("、") || "–",
    },
  ];
  return (
    <section className="panel" aria-label={said.members}>
      <h2>{said.members}</h2>
      <Table<Member>
        size="small"
        pagination={false}
        rowKey={(one) => one.person.id}
        dataSource={members}
        columns={columns.filter((column) => column.when ?? true)}
      />
    </section>
  );
}
