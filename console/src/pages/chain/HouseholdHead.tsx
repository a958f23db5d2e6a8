// The head: where the household lives and which categories are in force, as far as they are shared.
import { Descriptions, Tag, Tooltip } from "antd";
import { useLabel, useName, useWords } from "../../app/words";
import type { HouseholdHeadQuery } from "../../gql/graphql";
import { Residence } from "../../gql/labels";
import { chain } from "./words";

type Household = NonNullable<HouseholdHeadQuery["household"]>;

export function HouseholdHead({ household }: { household: Household }) {
  const said = useWords(chain);
  const name = useName();
  const label = useLabel();
  const { division, categories } = household;
  const items = [
    categories && {
      label: said.categories,
      children: categories.length
        ? categories.map((one) => (
            <Tooltip key={one.code} title={`${one.cites}：${one.quote}`}>
              <Tag color="processing">{name(one)}</Tag>
            </Tooltip>
          ))
        : said.noCategory,
    },
    division && {
      label: said.place,
      children: [division.parent?.name, division.name].filter(Boolean).join(" "),
    },
    household.address && { label: said.address, children: household.address },
    household.residence && { label: said.residence, children: label(Residence, household.residence) },
    household.asOf && { label: said.asOfData, children: household.asOf },
    household.closedOn && { label: said.closed, children: household.closedOn },
  ].filter((item) => Boolean(item)) as { label: string; children: React.ReactNode }[];
  return (
    <div className="panel">
      <Descriptions size="small" column={3} items={items.map((item) => ({ key: item.label, ...item }))} />
    </div>
  );
}
