// How a field is asked: by its type, and of the few that every act has, by its name.
import { Input, InputNumber, Select } from "antd";
import { useQuery } from "urql";
import { useSession } from "../../app/session";
import { useName, useWords } from "../../app/words";
import { CODES } from "../../gql/forms";
import { DepartmentsDocument, ProgrammesOfDocument } from "../../gql/graphql";
import { useCodes } from "../CodeSelect";
import { DivisionPicker, DivisionsPicker } from "../DivisionPicker";
import type { Choice, Field } from "./act";
import { acts } from "./words";

interface Props {
  field: Field;
  choices?: readonly Choice[];
  id?: string;
  value?: unknown;
  onChange?: (value: unknown) => void;
}

const PROSE = /(note|quote|scenario|reason|because|findings|factsFound|doubt|words|topic|given|second)$/i;

export function FieldInput({ field, choices, ...asked }: Props) {
  const said = useWords(acts);
  const codes = useCodes();
  const labels = (CODES as unknown as Record<string, Record<string, readonly [string, string]>>)[field.type];
  if (choices) return <Choices field={field} options={choices} {...asked} />;
  if (labels) return <Choices field={field} options={codes(labels)} {...asked} />;
  if (/^programmes?$/.test(field.name)) return <Programmes field={field} {...asked} />;
  if (/^(to|department|departments|invited)$/.test(field.name))
    return <Departments field={field} {...asked} />;
  if (field.name === "division")
    return (
      <DivisionPicker
        id={asked.id}
        value={asked.value as string | undefined}
        onChange={asked.onChange ?? (() => {})}
      />
    );
  if (field.name === "divisions")
    return (
      <DivisionsPicker
        id={asked.id}
        value={(asked.value as string[]) ?? []}
        onChange={asked.onChange ?? (() => {})}
      />
    );
  if (field.type === "Boolean") {
    const both = [
      { value: true, label: said.yes },
      { value: false, label: said.no },
    ];
    return <Select {...asked} options={both} allowClear={!field.needed} />;
  }
  if (field.type === "Date") return <Day {...asked} />;
  if (field.type === "Fen")
    return (
      <InputNumber
        {...asked}
        value={asked.value as number}
        precision={2}
        min={0}
        suffix={said.yuan}
        style={{ width: 200 }}
      />
    );
  if (field.type === "Int")
    return <InputNumber {...asked} value={asked.value as number} precision={0} style={{ width: 200 }} />;
  if (PROSE.test(field.name))
    return <Input.TextArea {...asked} value={asked.value as string} rows={3} maxLength={2000} />;
  return <Input {...asked} value={asked.value as string} autoComplete="off" />;
}

type Asked = Omit<Props, "choices">;

function Choices({ field, options, ...asked }: Asked & { options: readonly Choice[] }) {
  return (
    <Select
      {...asked}
      mode={field.many ? "multiple" : undefined}
      allowClear={!field.needed}
      showSearch={{ optionFilterProp: "label" }}
      options={[...options]}
    />
  );
}

function Programmes({ field, ...asked }: Asked) {
  const name = useName();
  const [{ data }] = useQuery({ query: ProgrammesOfDocument, variables: {} });
  const options = (data?.programmes ?? []).map((one) => ({
    value: one.code,
    label: `${one.number} ${name(one)}`,
  }));
  return <Choices field={field} options={options} {...asked} />;
}

function Departments({ field, ...asked }: Asked) {
  const name = useName();
  const { me } = useSession();
  const [{ data }] = useQuery({ query: DepartmentsDocument });
  const others = (data?.departments ?? []).filter((one) => field.many || one.code !== me.department?.code);
  return (
    <Choices
      field={field}
      options={others.map((one) => ({ value: one.code, label: name(one) }))}
      {...asked}
    />
  );
}

function Day({ id, value, onChange }: Omit<Asked, "field">) {
  return (
    <Input
      id={id}
      type="date"
      style={{ width: 200 }}
      value={(value as string) ?? ""}
      onChange={(event) => onChange?.(event.target.value || undefined)}
    />
  );
}
