// What may be done on the chain's page, where it belongs: on the household, a member, a determination, a gap, a link.
import {
  ChangeContactsDocument,
  ConveneDocument,
  CorrectDeterminationDocument,
  CorrectPersonDocument,
  DetermineDocument,
  EndDeterminationDocument,
  LeaveHouseholdDocument,
  PlanVisitDocument,
  ProposeEndingDocument,
  ReceiveApplicationDocument,
  RecordCharityDocument,
  RecordVisitDocument,
  ReferDocument,
  RequestCorrectionDocument,
  ReviewDeterminationDocument,
  SendNoticeDocument,
  TriageGapDocument,
  VoidDeterminationDocument,
} from "../../gql/graphql";
import type { Act } from "../../parts/acts/act";

const LINE = ["input.lines.warning", "input.lines.record", "input.lines.department"];
const STRANGERS = ["input.unregistered", "input.id"];

const refer: Act = { document: ReferDocument, title: ["转办", "Refer"], hide: LINE };
const determine: Act = { document: DetermineDocument, title: ["认定", "Determine"] };
const ask: Act = { document: RequestCorrectionDocument, title: ["提出校核", "Have a fact checked"] };
/** A record's or a determination's: which is what the place gives. */
const ending: Act = {
  document: ProposeEndingDocument,
  title: ["提出减发停发", "Propose to end it"],
  hide: ["input.lines", "input.record", "input.determination", "input.person"],
};

export const HOUSEHOLD: readonly Act[] = [
  refer,
  { document: PlanVisitDocument, title: ["安排走访", "Plan a visit"], hide: STRANGERS },
  { document: RecordVisitDocument, title: ["登记走访", "Tell of a visit"], hide: STRANGERS },
  { document: ConveneDocument, title: ["召集一事一议", "Convene"] },
  { document: ReceiveApplicationDocument, title: ["受理申请", "Take an application"] },
  { document: SendNoticeDocument, title: ["告知本人", "Tell the person"] },
  { document: RecordCharityDocument, title: ["登记慈善帮扶", "Record charity"] },
  determine,
  ask,
];

export const MEMBER: readonly Act[] = [
  determine,
  { document: CorrectPersonDocument, title: ["更正人员信息", "Correct the person"] },
  { document: ChangeContactsDocument, title: ["变更联系方式", "Change contacts"] },
  { document: LeaveHouseholdDocument, title: ["离开家庭", "Leave the household"], danger: true },
  ask,
];

export const DETERMINATION: readonly Act[] = [
  { document: ReviewDeterminationDocument, title: ["复核认定", "Review"] },
  { document: CorrectDeterminationDocument, title: ["更正认定", "Correct"] },
  ending,
  { document: EndDeterminationDocument, title: ["终止认定", "End"], danger: true },
  { document: VoidDeterminationDocument, title: ["作废认定", "Take back"], danger: true },
];

/** Of a gap: its warning stands there already, and is triaged by it. */
export const GAP: readonly Act[] = [
  {
    document: TriageGapDocument,
    title: ["处置", "Triage"],
    hide: ["input.items.warning"],
    fixed: ["input.items"],
  },
  ask,
];

export const LINK: readonly Act[] = [ending, { ...ask, hide: ["input.to"] }];
