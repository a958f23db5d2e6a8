// The steps that a page takes: each is sent, told of when it is done, and its refusal kept to be shown.
import { App } from "antd";
import { useState } from "react";
import { type CombinedError, useMutation } from "urql";
import { refusals } from "../../app/graph";
import {
  AcceptReferralDocument,
  AnswerReferralDocument,
  type AnswerReferralInput,
  CloseReferralDocument,
  ReturnReferralDocument,
  type ReturnReferralInput,
} from "../../gql/graphql";

interface Answer {
  data?: { done: { __typename: string; message?: string } };
  error?: CombinedError;
}

export function useSteps(done: () => void) {
  const { message } = App.useApp();
  const [refused, setRefused] = useState<string>();
  const [, accept] = useMutation(AcceptReferralDocument);
  const [, sendBack] = useMutation(ReturnReferralDocument);
  const [, answer] = useMutation(AnswerReferralDocument);
  const [, close] = useMutation(CloseReferralDocument);

  async function taken(sent: Promise<unknown>, told: string): Promise<boolean> {
    const { data, error } = (await sent) as Answer;
    const sentence = refusals(error)[0]?.message ?? data?.done.message;
    setRefused(sentence);
    if (sentence !== undefined || !data) return false;
    message.success(told);
    done();
    return true;
  }

  return {
    refused,
    accept: (id: string, told: string) => taken(accept({ id }), told),
    sendBack: (input: ReturnReferralInput, told: string) => taken(sendBack({ input }), told),
    answer: (input: AnswerReferralInput, told: string) => taken(answer({ input }), told),
    close: (id: string, told: string) => taken(close({ id }), told),
  };
}

export type Steps = ReturnType<typeof useSteps>;
