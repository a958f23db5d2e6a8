// A household that a matter is about: its number, and what its members and determinations offer to a form.
import { useMemo } from "react";
import { useQuery } from "urql";
import { useSession } from "../../app/session";
import { useName } from "../../app/words";
import { AboutHouseholdDocument } from "../../gql/graphql";
import type { Place } from "../../parts/acts/act";

export function usePlace(id: string | undefined): { number?: string; choices: Place["choices"] } {
  const { sees } = useSession();
  const name = useName();
  const shown = { number: sees.has("household.number"), categories: sees.has("person.categories") };
  const [{ data }] = useQuery({
    query: AboutHouseholdDocument,
    variables: { id: id ?? "", ...shown },
    pause: !id,
  });
  return useMemo(() => {
    const members = data?.household?.members ?? [];
    const persons = members.map(({ person }) => ({ value: person.id, label: person.nameMasked }));
    const determined = members.flatMap(({ person }) =>
      (person.determinations ?? []).map((one) => ({
        value: one.id,
        label: `${person.nameMasked} · ${name(one.category)} · ${one.validFrom}`,
      })),
    );
    const choices = {
      "input.person": persons,
      "input.lines.person": persons,
      "input.determination": determined,
      "input.lines.determination": determined,
    };
    return { number: data?.household?.number, choices: members.length ? choices : undefined };
  }, [data, name]);
}
