// The form of one act beside its page: sent as it stands, refused at its field, done with a word.
import { Alert, App, Button, Drawer, Form } from "antd";
import { useRef, useState } from "react";
import { useMutation } from "urql";
import { refusals } from "../../app/graph";
import { useLanguage, useWords } from "../../app/words";
import { type Act, declared, fieldsOf, type Place, type Values } from "./act";
import { FormFields } from "./FormFields";
import { named, over, variables } from "./values";
import { acts } from "./words";

interface Props {
  act: Act;
  place?: Place;
  close: () => void;
  done: (answer: Values) => void;
}

export function ActDrawer({ act, place = {}, close, done }: Props) {
  const said = useWords(acts);
  const at = useLanguage().language === "zh" ? 0 : 1;
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [{ fetching }, run] = useMutation(act.document);
  const [refused, setRefused] = useState<string[]>([]);
  const { about, fields } = declared(act);
  const key = useRef(crypto.randomUUID());

  async function send() {
    const filledIn: Values = form.getFieldsValue(true); // with what it began with and does not ask
    const own = keyed(fields, key.current);
    const sent = over(over(own, variables(fields, filledIn)), place.given);
    const { data, error } = await run(sent);
    const answer = data?.done as Values | undefined;
    const told = refusals(error).map((one) => one.message || said.noAnswer);
    setRefused(told);
    if (answer?.__typename === "Refused") refuse(String(answer.message), answer.path as string);
    else if (answer) {
      message.success(
        answer.__typename === "Proposed" ? said.waits(String(answer.dueOn)) : said.done(act.title[at]),
      );
      done(answer);
    }
  }

  function refuse(sentence: string, path?: string | null) {
    const name = named(path, fields);
    // A field that the place gave is not in the form: then it stands above.
    if (name.length && form.getFieldInstance(name)) {
      form.setFields([{ name, errors: [sentence] }]);
      form.scrollToField(name);
    } else setRefused([sentence]);
  }

  return (
    <Drawer
      open
      size={520}
      title={act.title[at]}
      onClose={close}
      destroyOnHidden
      footer={
        <>
          <Button type="primary" danger={act.danger} loading={fetching} onClick={form.submit}>
            {said.send}
          </Button>{" "}
          <Button onClick={close}>{said.cancel}</Button>
        </>
      }
    >
      <p className="quiet">{about[at].split("：").at(-1)}</p>
      {refused.length > 0 && <Alert type="error" showIcon title={[...new Set(refused)].join(" ")} />}
      <Form form={form} layout="vertical" initialValues={place.start} onFinish={send} className="act">
        <FormFields act={act} place={place} fields={fields} />
      </Form>
    </Drawer>
  );
}

/** The key under which the hub knows the act again when it is sent twice. */
function keyed(fields: Parameters<typeof variables>[0], key: string): Values {
  const own = fields
    .filter((one) => fieldsOf(one.type)?.some((inner) => inner.name === "externalId"))
    .map((one) => [one.name, { externalId: key }]);
  return Object.fromEntries(own);
}
