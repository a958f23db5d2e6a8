// The members: masked, with what is shared of each.
import { Space, Table, type TableColumnsType } from "antd";
import { useSession } from "../../app/session";
import { useLanguage, useName, useWords } from "../../app/words";
import { ActMenu } from "../../parts/acts/ActMenu";
import { MaskedName, MaskedNumber } from "../../parts/MaskedValue";
import { relation } from "../../parts/relation";
import { DETERMINATION, MEMBER } from "./acts";
import { type Member, ofDetermination, ofMember } from "./places";
import { chain } from "./words";

interface Props {
  household: string;
  members: Member[];
  shown: { relation: boolean; birth: boolean; sex: boolean; categories: boolean };
  done: () => void;
}

export function Members({ household, members, shown, done }: Props) {
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
    {
      title: said.act,
      render: (_, one) => (
        <Space size="small" wrap>
          <ActMenu
            folded
            of={one.person.nameMasked}
            acts={MEMBER}
            place={(act) => ofMember(household, one, act)}
            done={done}
          />
          {one.person.determinations?.map((held) => (
            <ActMenu
              key={held.id}
              folded
              of={name(held.category)}
              named
              acts={DETERMINATION}
              place={(act) => ofDetermination(household, one.person.id, held, act)}
              done={done}
            />
          ))}
        </Space>
      ),
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
