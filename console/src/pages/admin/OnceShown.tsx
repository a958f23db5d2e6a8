// What is shown this once: a link or a secret, to be copied and handed over.
import { Alert, App, Button, Input, Modal, Space } from "antd";
import { useWords } from "../../app/words";
import { admin } from "./words";

interface Props {
  title: string;
  /** What it is, and the thing itself. */
  values: readonly (readonly [label: string, value: string])[];
  note?: string;
  close: () => void;
}

export function OnceShown({ title, values, note, close }: Props) {
  const said = useWords(admin);
  const { message } = App.useApp();
  const copy = async (value: string) => {
    await navigator.clipboard.writeText(value);
    message.success(said.copied);
  };
  return (
    <Modal
      open
      width={640}
      title={title}
      onCancel={close}
      mask={{ closable: false }}
      footer={<Button onClick={close}>{said.close}</Button>}
    >
      <Alert type="warning" showIcon title={said.once} description={note} />
      {values.map(([label, value]) => (
        <p key={label}>
          <label htmlFor={`once-${label}`}>{label}</label>
          <Space.Compact block>
            <Input id={`once-${label}`} readOnly value={value} />
            <Button onClick={() => copy(value)}>{said.copy}</Button>
          </Space.Compact>
        </p>
      ))}
    </Modal>
  );
}
