// The acts of the procedures: which document takes each step; what its form asks is the graph's to say.
import {
  AcceptUploadDocument,
  CallOffConferenceDocument,
  CancelVisitDocument,
  CarryOutDocument,
  CloseApplicationDocument,
  ConcludeConferenceDocument,
  ConcludePhaseOutDocument,
  ConfirmCorrectionDocument,
  ConveneDocument,
  CorrectAnswerDocument,
  DecideEndingDocument,
  GiveUpDeliveryDocument,
  HandInPapersDocument,
  HearDocument,
  KeepHelpDocument,
  NotifyDecisionDocument,
  PlanVisitDocument,
  ProposeEndingDocument,
  ProveDeliveryDocument,
  ReceiveApplicationDocument,
  ReceiveReferralDocument,
  RecordCharityDocument,
  RecordVisitDocument,
  ReferAgainDocument,
  RequestCorrectionDocument,
  ReturnUploadDocument,
  RouteApplicationDocument,
  SendNoticeDocument,
  StartPhaseOutDocument,
  SubmitAgainDocument,
  SubmitUploadDocument,
  UpholdFactDocument,
  WaiveHearingDocument,
  WithdrawReferralDocument,
} from "../../gql/graphql";
import type { Act } from "../../parts/acts/act";
import { type Procedure, procedures, type Step } from "./procedure";

const DOCUMENTS: Record<string, Act["document"]> = {
  acceptUpload: AcceptUploadDocument,
  callOffConference: CallOffConferenceDocument,
  cancelVisit: CancelVisitDocument,
  carryOut: CarryOutDocument,
  closeApplication: CloseApplicationDocument,
  concludeConference: ConcludeConferenceDocument,
  concludePhaseOut: ConcludePhaseOutDocument,
  confirmCorrection: ConfirmCorrectionDocument,
  convene: ConveneDocument,
  correctAnswer: CorrectAnswerDocument,
  decideEnding: DecideEndingDocument,
  giveUpDelivery: GiveUpDeliveryDocument,
  handInPapers: HandInPapersDocument,
  hear: HearDocument,
  keepHelp: KeepHelpDocument,
  notifyDecision: NotifyDecisionDocument,
  planVisit: PlanVisitDocument,
  proposeEnding: ProposeEndingDocument,
  proveDelivery: ProveDeliveryDocument,
  receiveApplication: ReceiveApplicationDocument,
  receiveReferral: ReceiveReferralDocument,
  recordCharity: RecordCharityDocument,
  recordVisit: RecordVisitDocument,
  referAgain: ReferAgainDocument,
  requestCorrection: RequestCorrectionDocument,
  returnUpload: ReturnUploadDocument,
  routeApplication: RouteApplicationDocument,
  sendNotice: SendNoticeDocument,
  startPhaseOut: StartPhaseOutDocument,
  submitAgain: SubmitAgainDocument,
  submitUpload: SubmitUploadDocument,
  upholdFact: UpholdFactDocument,
  waiveHearing: WaiveHearingDocument,
  withdrawReferral: WithdrawReferralDocument,
};

/** The act of a step, as the menu of acts takes it. */
export function actOf({ act, title }: Step): Act[] {
  const document = DOCUMENTS[act];
  return document ? [{ document, title, hide: HIDDEN }] : [];
}

/** What other systems give, and what no form at a desk asks. */
const HIDDEN = ["input.unregistered", "input.lines.warning"];

/** What may be done of a matter in its state by a department: the steps of its side. */
export function next(procedure: Procedure, state: string, side: (by: Step["by"]) => boolean): Act[] {
  return procedure.steps
    .filter((step) => !step.own && step.from.includes(state) && side(step.by))
    .flatMap(actOf);
}

/** How a matter is opened at a desk. */
export const opening = (procedure: Procedure): Act[] => next(procedure, "", (by) => by === "sender");

const ON_THEIR_PAGE = new Set(["ACCEPT_REFERRAL", "RETURN_REFERRAL", "ANSWER_REFERRAL", "CLOSE_REFERRAL"]);

/** The steps of a referral that its page has no button of its own for. */
export function furtherSteps(state: string, side: (by: Step["by"]) => boolean): Act[] {
  const referral = procedures.find((one) => one.code === "referral");
  const steps = referral?.steps.filter((step) => !ON_THEIR_PAGE.has(step.code)) ?? [];
  return referral ? next({ ...referral, steps }, state, side) : [];
}
