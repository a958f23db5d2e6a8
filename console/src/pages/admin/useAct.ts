// An act of administration: sent, told of when it is done, its refusal kept for the field that it names.
import { App } from "antd";
import { useState } from "react";
import { type AnyVariables, type TypedDocumentNode, useMutation } from "urql";
import { refusals } from "../../app/graph";

export interface Refused {
  code: string;
  message: string;
  path?: string | null;
}

/** Every act is asked as `done`. */
interface Answer {
  done: { __typename: string };
}

const isRefused = (answer: object): answer is Refused => "code" in answer && "message" in answer;

export function useAct<Data extends Answer, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  done: () => void,
) {
  const { message } = App.useApp();
  const [{ fetching }, send] = useMutation(document);
  const [refused, setRefused] = useState<Refused>();

  /** What was answered, where it was done. */
  async function act(variables: Variables, told?: string): Promise<Data["done"] | undefined> {
    const { data, error } = await send(variables);
    const [failed] = refusals(error);
    if (failed) setRefused({ code: failed.code, message: failed.message });
    else if (data && isRefused(data.done)) setRefused(data.done);
    if (failed || !data || isRefused(data.done)) return undefined;
    setRefused(undefined);
    if (told) message.success(told);
    done();
    return data.done;
  }

  return { act, refused, fetching, clear: () => setRefused(undefined) };
}
