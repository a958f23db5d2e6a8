// What may be done here: a button for each act that the officer's rights allow, with its form beside the page.
import { Button, Dropdown, Space } from "antd";
import { useState } from "react";
import { useSession } from "../../app/session";
import { useLanguage, useWords } from "../../app/words";
import { ActDrawer } from "./ActDrawer";
import { type Act, declared, operation, type Place, type Values } from "./act";
import { acts as words } from "./words";

interface Props {
  acts: readonly Act[];
  /** What the place knows; where acts differ in it, by the name of the act's document. */
  place?: Place | ((act: string) => Place);
  done: (answer: Values) => void;
  /** As one small button whose menu has them, for the row of a table. */
  folded?: boolean;
  /** Of what the folded button is, for who hears it. */
  of?: string;
  /** Whether that stands on the button too. */
  named?: boolean;
}

export function ActMenu({ acts, place, done, folded, of, named }: Props) {
  const said = useWords(words);
  const at = useLanguage().language === "zh" ? 0 : 1;
  const { may } = useSession();
  const [chosen, setChosen] = useState<Act>();
  const allowed = acts.filter((act) => may(declared(act).needs));
  if (allowed.length === 0) return null;
  const items = allowed.map((act, n) => ({ key: n, label: act.title[at], onClick: () => setChosen(act) }));
  return (
    <>
      {folded ? (
        <Dropdown menu={{ items }} trigger={["click"]}>
          <Button aria-label={of && `${said.act} ${of}`}>{(named && of) || said.act}</Button>
        </Dropdown>
      ) : (
        <Space size="small" wrap>
          {allowed.map((act) => (
            <Button key={act.title[0]} danger={act.danger} onClick={() => setChosen(act)}>
              {act.title[at]}
            </Button>
          ))}
        </Space>
      )}
      {chosen && (
        <ActDrawer
          act={chosen}
          place={typeof place === "function" ? place(operation(chosen)) : place}
          close={() => setChosen(undefined)}
          done={(answer) => {
            setChosen(undefined);
            done(answer);
          }}
        />
      )}
    </>
  );
}
