// What may be done with agreements: a department asks, the registrar answers, either ends.
import {
  type AgreementRowFragment,
  DecideSharingDocument,
  EndSharingDocument,
  RequestSharingDocument,
} from "../../gql/graphql";
import type { Act } from "../../parts/acts/act";

export const ASK: Act = { document: RequestSharingDocument, title: ["申请数据共享", "Ask for sharing"] };
const DECIDE: Act = { document: DecideSharingDocument, title: ["答复", "Decide"] };
const END: Act = { document: EndSharingDocument, title: ["终止", "End"], danger: true };
const TAKE_BACK: Act = { document: EndSharingDocument, title: ["撤回", "Take back"], danger: true };

/** What may follow on where it stands. */
export function following({ state }: AgreementRowFragment): readonly Act[] {
  if (state === "REQUESTED") return [DECIDE, TAKE_BACK];
  return state === "GRANTED" || state === "IN_FORCE" ? [END] : [];
}
