// What the chain's page knows already of an act: whom it is about, when they were looked at, which members there are.
import type { GapsQuery, HouseholdHeadQuery } from "../../gql/graphql";
import type { Choice, Place } from "../../parts/acts/act";

type Head = NonNullable<HouseholdHeadQuery["household"]>;
export type Member = Head["members"][number];
export type Determination = NonNullable<Member["person"]["determinations"]>[number];
export type Gap = GapsQuery["earlyWarnings"]["nodes"][number]["warnings"][number];

export function ofHousehold(household: string, members: readonly Member[]): Place {
  const choices: Choice[] = members.map(({ person }) => ({ value: person.id, label: person.nameMasked }));
  return {
    given: { input: { household } },
    choices: { "input.person": choices, "input.lines.person": choices },
  };
}

export function ofMember(household: string, { person, recordedAt }: Member, act: string): Place {
  const seen = act === "LeaveHousehold" ? recordedAt : (person.recordedAt ?? new Date().toISOString());
  const about = { person: person.id };
  if (act === "CorrectPerson" || act === "ChangeContacts") return { given: { input: { ...about, seen } } };
  if (act === "LeaveHousehold") return { given: { input: { ...about, household, seen } } };
  return { given: { input: { ...about, household } } };
}

export function ofDetermination(household: string, person: string, one: Determination, act: string): Place {
  const which = { determination: one.id, seen: one.recordedAt };
  if (act === "EndDetermination") return { given: { determination: one.id } };
  if (act === "CorrectDetermination") return { given: { input: which } };
  if (act === "ProposeEnding") return { given: { input: { household, person, determination: one.id } } };
  return { given: which };
}

/** Its warning, of its kind and with its programmes; or which of its facts are doubted. */
export function ofGap(household: string, gap: Gap, members: readonly Member[], act: string): Place {
  const place = ofHousehold(household, members);
  const facts = [...new Set(gap.evidence.map((one) => one.fact))].filter((fact) => fact.includes("."));
  const about = gap.person ? { person: gap.person.id } : {};
  if (act === "RequestCorrection")
    return {
      ...place,
      given: { input: { household, ...about } },
      start: { input: { fact: facts[0], to: gap.evidence.find((one) => one.fact === facts[0])?.department } },
      choices: facts.length ? { "input.fact": facts.map((value) => ({ value, label: value })) } : {},
    };
  const options = gap.programmes.map((one) => ({ value: one.code, label: `${one.number} ${one.name}` }));
  const item = { warning: gap.id, disposition: gap.kind, programmes: options.map((one) => one.value) };
  return { choices: { "input.items.programmes": options }, start: { input: { items: [item] } } };
}
