// The filters of the list, each a field with its label.

import { Select } from "antd";
import { useName, useWords } from "../../app/words";
import { CategoryCode, Certainty } from "../../gql/labels";
import { CodeSelect, useCodes } from "../../parts/CodeSelect";
import { DivisionPicker } from "../../parts/DivisionPicker";
import { targets } from "./words";

type Name = "programme" | "division" | "certainty" | "category";

interface Props {
  programmes: { number: string; name: string; nameEn: string }[];
  values: Partial<Record<Name, string>>;
  set: (name: Name, value: string | undefined) => void;
}

export function TargetFilters({ programmes, values, set }: Props) {
  const said = useWords(targets);
  const codes = useCodes();
  const name = useName();
  return (
    <div className="filters">
      <span>
        <label htmlFor="programme">{said.programme}</label>
        <Select
          id="programme"
          showSearch={{ optionFilterProp: "label" }}
          style={{ width: 300 }}
          value={values.programme}
          onChange={(value) => set("programme", value)}
          options={programmes.map((one) => ({ value: one.number, label: `${one.number} ${name(one)}` }))}
        />
      </span>
      <span>
        <label htmlFor="division">{said.division}</label>
        <DivisionPicker id="division" value={values.division} onChange={(value) => set("division", value)} />
      </span>
      <span>
        <label htmlFor="certainty">{said.certainty}</label>
        <Select
          id="certainty"
          style={{ width: 110 }}
          value={values.certainty ?? "MET"}
          onChange={(value) => set("certainty", value === "MET" ? undefined : value)}
          options={codes({
            MET: [Certainty.MET[0], "Met"],
            UNKNOWN: [Certainty.UNKNOWN[0], "To be checked"],
          })}
        />
      </span>
      <span>
        <label htmlFor="category">{said.category}</label>
        <CodeSelect
          id="category"
          labels={CategoryCode}
          every={said.every}
          width={200}
          value={values.category as keyof typeof CategoryCode | undefined}
          onChange={(value) => set("category", value)}
        />
      </span>
    </div>
  );
}
