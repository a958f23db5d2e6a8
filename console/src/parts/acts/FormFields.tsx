// The fields of an act, as its graph declares them: objects as groups, lists of them line by line.
import { Button, Form } from "antd";
import { type Language, useLanguage, useWords } from "../../app/words";
import { type Act, asked, type Field, fieldsOf, type Place } from "./act";
import { FieldInput } from "./FieldInput";
import { filled } from "./values";
import { acts } from "./words";

interface Props {
  act: Act;
  place: Place;
  fields: readonly Field[];
  /** The names that lead here in the form, with the lines' numbers. */
  at?: (string | number)[];
  /** The same within the list that they stand in: what antd wants of a field there. */
  within?: (string | number)[];
  /** Whether an object that nobody needs to fill in lies around them: they are needed only once something of it is. */
  optional?: (string | number)[];
}

export function FormFields({ act, place, fields, at = [], within = at, optional }: Props) {
  const { language } = useLanguage();
  const plain = at.filter((one) => typeof one === "string");
  return fields
    .filter((field) => asked(act, place, [...plain, field.name]))
    .map((field) => {
      const here = { act, place, at: [...at, field.name], within: [...within, field.name], optional };
      const text = asksFor(field, language);
      const inner = fieldsOf(field.type);
      if (inner && field.many) return <Lines key={field.name} {...here} field={field} text={text} />;
      if (inner && at.length === 0 && fields.length <= 2)
        return <FormFields key={field.name} {...here} fields={inner} />;
      if (inner)
        return (
          <fieldset key={field.name}>
            <legend>{text}</legend>
            <FormFields {...here} fields={inner} optional={field.needed ? optional : here.at} />
          </fieldset>
        );
      return <One key={field.name} {...here} field={field} text={text} />;
    });
}

/** The label, without what the graph says of spelling alone: money is asked in yuan, and who or what by its name. */
function asksFor({ label, type }: Field, language: Language): string {
  const said = label[language === "zh" ? 0 : 1];
  if (type === "Fen") return said.replace(/[，（]分）?$| in fen/, "");
  return said.replace(/(标识|代码或编号|代码)(?=，|$)/, "");
}

type Here = Required<Pick<Props, "act" | "place" | "at" | "within">> &
  Pick<Props, "optional"> & { field: Field; text: string };

function One({ place, at, within, optional, field, text }: Here) {
  const said = useWords(acts);
  const path = at.filter((one) => typeof one === "string").join(".");
  const needed = field.needed && field.start === undefined;
  return (
    <Form.Item
      name={within}
      label={text}
      required={needed && !optional}
      initialValue={within.some((one) => typeof one === "number") ? undefined : field.start}
      rules={[
        (form) => ({
          validator: async (_, value) => {
            const wanted = needed && (!optional || filled(form.getFieldValue(optional)));
            if (wanted && !filled(value)) throw new Error(said.needed);
          },
        }),
      ]}
    >
      <FieldInput field={field} choices={place.choices?.[path]} />
    </Form.Item>
  );
}

function Lines({ act, place, at, within, field, text }: Here) {
  const said = useWords(acts);
  const fixed = act.fixed?.includes(at.filter((one) => typeof one === "string").join("."));
  const inner = fieldsOf(field.type) ?? [];
  const starts = Object.fromEntries(
    inner.filter((one) => one.start !== undefined).map((one) => [one.name, one.start]),
  );
  return (
    <Form.List name={within} initialValue={field.needed ? [starts] : undefined}>
      {(lines, { add, remove }) => (
        <>
          {lines.map((line, n) => (
            <fieldset key={line.key}>
              <legend>
                {text} {n + 1}{" "}
                {!fixed && (lines.length > 1 || !field.needed) && (
                  <Button type="link" onClick={() => remove(line.name)}>
                    {said.remove}
                  </Button>
                )}
              </legend>
              <FormFields
                act={act}
                place={place}
                fields={inner}
                at={[...at, line.name]}
                within={[line.name]}
              />
            </fieldset>
          ))}
          {!fixed && <Button onClick={() => add(starts)}>{said.add(text)}</Button>}
        </>
      )}
    </Form.List>
  );
}
