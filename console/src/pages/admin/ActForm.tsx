// A form of administration in a window of its own, each refusal at the field that it names.
import { Alert, Form, Modal } from "antd";
import type { ReactNode } from "react";
import { useWords } from "../../app/words";
import type { Refused } from "./useAct";
import { admin } from "./words";

interface Props {
  title: string;
  ok: string;
  ready: boolean;
  sending: boolean;
  refused: Refused | undefined;
  /** The fields that show their refusal themselves. */
  fields?: readonly string[];
  send: () => void;
  close: () => void;
  children: ReactNode;
}

export function ActForm(props: Props) {
  const { title, ok, ready, sending, refused, fields = [], send, close, children } = props;
  const said = useWords(admin);
  const elsewhere = refused && !fields.includes(field(refused));
  return (
    <Modal
      open
      width={560}
      title={title}
      okText={ok}
      cancelText={said.cancel}
      okButtonProps={{ disabled: !ready, loading: sending }}
      onOk={send}
      onCancel={close}
    >
      <Form layout="vertical" component="div">
        {children}
      </Form>
      {elsewhere && <Alert type="error" showIcon title={refused.message} description={refused.code} />}
    </Modal>
  );
}

const field = (refused: Refused | undefined) => refused?.path?.split(/[.[]/)[0] ?? "";

interface FieldProps {
  /** As the refusal's path names it. */
  name: string;
  label: string;
  refused: Refused | undefined;
  help?: string;
  children: ReactNode;
}

export function Field({ name, label, refused, help, children }: FieldProps) {
  const wrong = field(refused) === name;
  return (
    <Form.Item
      label={label}
      htmlFor={`act-${name}`}
      validateStatus={wrong ? "error" : undefined}
      help={wrong ? refused?.message : help}
    >
      {children}
    </Form.Item>
  );
}
