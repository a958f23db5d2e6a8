// One of the departments there are.
import { Select } from "antd";
import { useQuery } from "urql";
import { useName, useWords } from "../../app/words";
import { DepartmentsDocument } from "../../gql/graphql";
import { admin } from "./words";

interface Props {
  id?: string;
  value: string | undefined;
  onChange: (code: string | undefined) => void;
  every?: boolean;
}

export function DepartmentSelect({ id, value, onChange, every = false }: Props) {
  const said = useWords(admin);
  const name = useName();
  const [{ data }] = useQuery({ query: DepartmentsDocument });
  return (
    <Select
      id={id}
      aria-label={id ? undefined : said.department}
      allowClear={every}
      placeholder={every ? said.every : said.department}
      style={{ width: 200 }}
      value={value}
      onChange={onChange}
      options={data?.departments.map((one) => ({ value: one.code, label: name(one) }))}
    />
  );
}
