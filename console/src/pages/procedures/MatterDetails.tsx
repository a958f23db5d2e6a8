// One matter: where it stands, what its steps have said, and what may be done next.
import { Descriptions } from "antd";
import { useSession } from "../../app/session";
import { useLabel, useLanguage, useName, useWords } from "../../app/words";
import { LineAction, LineAnswer, ProcedureStep } from "../../gql/labels";
import { ActMenu } from "../../parts/acts/ActMenu";
import { yuan } from "../../parts/Money";
import { labelled, type Procedure, type Said, said as saidOf } from "./procedure";
import type { Matter } from "./question";
import { next } from "./steps";
import { usePlace } from "./usePlace";
import { matters } from "./words";

interface Props {
  procedure: Procedure;
  matter: Matter;
  done: () => void;
}

export function MatterDetails({ procedure, matter, done }: Props) {
  const said = useWords(matters);
  const name = useName();
  const { me } = useSession();
  const own = me.department?.code;
  const acts = next(procedure, matter.state, (by) =>
    by === "sender" ? matter.fromDepartment.code === own : matter.toDepartment.code === own,
  );
  const { choices } = usePlace(matter.household?.id);
  const place = { given: { input: { id: matter.id } }, choices };
  return (
    <>
      <Taken procedure={procedure} matter={matter} />
      <Contents procedure={procedure} matter={matter} />
      <p>
        <strong>{said.next}：</strong>
        {acts.length > 0 ? (
          <ActMenu acts={acts} place={place} done={done} />
        ) : matter.turn ? (
          said.others(name(matter.turn))
        ) : (
          said.over
        )}
      </p>
    </>
  );
}

function Taken({ procedure, matter }: Pick<Props, "procedure" | "matter">) {
  const said = useWords(matters);
  const label = useLabel();
  const name = useName();
  const at = useLanguage().language === "zh" ? 0 : 1;
  return (
    <>
      <strong>{said.stands}</strong>
      <ol className="taken">
        {matter.steps.map((one, n) => {
          const step = procedure.steps.find((declared) => declared.code === one.step);
          return (
            <li key={n}>
              <time>{one.happenedOn}</time>{" "}
              {step?.title[at] ?? label(ProcedureStep, one.step as keyof typeof ProcedureStep)}{" "}
              <span className="quiet">
                {name(one.department)} {one.actor?.name ?? ""}
              </span>
            </li>
          );
        })}
      </ol>
    </>
  );
}

function Contents({ procedure, matter }: Pick<Props, "procedure" | "matter">) {
  const said = useWords(matters);
  const label = useLabel();
  const name = useName();
  const at = useLanguage().language === "zh" ? 0 : 1;
  const shown = useShown();
  const given = saidOf(procedure).filter((one) => one.type !== "id" && matter[one.name] != null);
  return (
    <>
      {given.length > 0 && (
        <Descriptions
          size="small"
          column={2}
          title={said.said}
          items={given.map((one) => ({
            key: one.name,
            label: one.title[at],
            children: shown(one, matter[one.name]),
          }))}
        />
      )}
      {matter.lines.length > 0 && (
        <ul aria-label={said.lines}>
          {matter.lines.map((line) => (
            <li key={line.id}>
              {label(LineAction, line.action as keyof typeof LineAction)}{" "}
              {line.programme && `${line.programme.number} ${name(line.programme)}`} {line.person?.nameMasked}{" "}
              {line.note} {line.answer && `→ ${label(LineAnswer, line.answer as keyof typeof LineAnswer)}`}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What a step has said, for people to read. */
function useShown() {
  const said = useWords(matters);
  const zh = useLanguage().language === "zh";
  return (field: Said, value: unknown): string => {
    if (typeof value === "boolean") return value ? said.yes : said.no;
    if (field.type === "fen") return `¥${yuan(Number(value))}`;
    const all = Array.isArray(value) ? value : [value];
    return all.map((one) => labelled(field.codes, String(one), zh)).join("、");
  };
}
