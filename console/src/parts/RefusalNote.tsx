// A refusal: the sentence of the answer, which says what to do next, with its code and request for who is asked.
import { Alert, Button } from "antd";
import type { CombinedError } from "urql";
import { refusals } from "../app/graph";
import { useWords } from "../app/words";
import { parts } from "./parts.words";

export function RefusalNote({ error, again }: { error: CombinedError; again?: () => void }) {
  const said = useWords(parts);
  return refusals(error).map((one, index) => (
    <Alert
      key={`${one.code} ${index}`}
      type="error"
      showIcon
      title={one.message || said.noAnswer}
      description={
        one.requestId && (
          <small>
            {one.code} · {said.request} {one.requestId}
          </small>
        )
      }
      action={again && <Button onClick={again}>{said.again}</Button>}
    />
  ));
}
