// The filters of the list, each a field with its label.
import { Select } from "antd";
import { useLabel, useName, useWords } from "../../app/words";
import { CategoryCode, Certainty } from "../../gql/labels";
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
  const label = useLabel();
  const name = useName();
  const codes = <L extends Record<string, readonly [string, string]>>(labels: L) =>
    Object.keys(labels).map((code) => ({ value: code, label: label(labels, code) }));
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
        <Select
          id="category"
          allowClear
          style={{ width: 200 }}
          placeholder={said.every}
          value={values.category}
          onChange={(value) => set("category", value)}
          options={codes(CategoryCode)}
        />
      </span>
    </div>
  );
}
