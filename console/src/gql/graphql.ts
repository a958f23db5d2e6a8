/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Accept it (接收上报). */
export type AcceptUploadInput = {
  /** The matter's id (事项标识). */
  id: string;
};

/** What kind of actor did something (办理主体类型). */
export type ActorKind =
  /** Somebody whom a department's program names (部门系统所称人员). */
  | 'NAMED'
  /** An officer of the hub (平台人员). */
  | 'OFFICER'
  /** A program by itself (程序自动办理). */
  | 'PROGRAM';

/** Work, or one of the three administrations that nobody holds two of (人员类别). */
export type Administration =
  /** Who looked and who changed (审计管理). */
  | 'audit'
  /** Rights and keys (安全管理). */
  | 'security'
  /** Accounts of officers and clients (系统管理). */
  | 'system'
  /** Work: no administration (业务人员). */
  | 'work';

/** Where an agreement on sharing stands (共享约定状态). */
export type AgreementState =
  /** Ended, or its term is over (已终止). */
  | 'ENDED'
  /** Granted, from a day that has not come (已同意，尚未生效). */
  | 'GRANTED'
  /** In force (生效中). */
  | 'IN_FORCE'
  /** Not granted (不予共享). */
  | 'REFUSED'
  /** Asked for, not decided (待答复). */
  | 'REQUESTED';

/** The answer to one line (条目答复). */
export type AnswerInput = {
  /** The answer; before GRANTED, feed the help back (答复). */
  answer: LineAnswer;
  /** The line's id (条目标识). */
  line: string;
  /** The reason, for everything but GRANTED (答复理由). */
  reason?: string | null | undefined;
};

/** Answer its lines; it is answered when every line has a final answer (答复). */
export type AnswerReferralInput = {
  /** The answers, line by line (逐条答复). */
  answers: Array<AnswerInput>;
  /** The matter's id (事项标识). */
  id: string;
};

/** The kind of assistance (救助类型). */
export type AssistanceKind =
  /** Basic living assistance (基本生活救助). */
  | 'basic_living'
  /** Emergency assistance (急难社会救助). */
  | 'emergency'
  /** Other assistance (其他救助帮扶). */
  | 'other'
  /** Service assistance (服务类社会救助). */
  | 'service'
  /** Special assistance (专项社会救助). */
  | 'special';

/** An account into which help is paid (银行账户). */
export type BankAccountInput = {
  /** The number of the card or passbook (银行账号). */
  accountNumber: string;
  /** The bank (开户银行). */
  bank?: string | null | undefined;
  /** In whose name it is, where that is somebody else (户名). */
  holder?: string | null | undefined;
};

/** Whose matters (收件箱、发件箱、辖区全部). */
export type Box =
  /** All about households in your divisions, for civil affairs (辖区全部). */
  | 'HOME'
  /** Yours to handle (收件箱). */
  | 'IN'
  /** Opened by your department (发件箱). */
  | 'OUT';

/** Call it off (取消会议). */
export type CallOffConferenceInput = {
  /** Why (取消原因). */
  cancelledBecause: string;
  /** The matter's id (事项标识). */
  id: string;
};

/** Cancel a planned visit (取消走访). */
export type CancelVisitInput = {
  /** Why (取消原因). */
  cancelledBecause: string;
  /** The matter's id (事项标识). */
  id: string;
};

/** What carries a sentence of the document out (承接方式). */
export type CarrierKind =
  /** A category (类别). */
  | 'CATEGORY'
  /** A derived fact (推导情况). */
  | 'FACT'
  /** A list of households (名单). */
  | 'LIST'
  /** A need, which makes more urgent (优先因素). */
  | 'NEED'
  /** A procedure (办理程序). */
  | 'PROCEDURE'
  /** A programme (项目). */
  | 'PROGRAMME'
  /** A rule of the cross-check (比对规则). */
  | 'RULE';

/** Carry the decision out, all lines at once: what ends is end-dated, nothing is erased; what is reduced is adjusted (执行决定). */
export type CarryOutInput = {
  /** In effect from this day (执行日期). */
  effectiveOn: string;
  /** The matter's id (事项标识). */
  id: string;
};

/** A category of the low-income population; `categories` says more of each (低收入人口类别). */
export type CategoryCode =
  /** Extreme hardship (特困人员). */
  | 'extreme_hardship'
  /** Near subsistence (最低生活保障边缘家庭成员). */
  | 'near_subsistence'
  /** Other hardship (其他困难人员). */
  | 'other_hardship'
  /** Monitored against relapse into poverty (防止返贫监测对象). */
  | 'relapse_monitored'
  /** Hardship by rigid expenditure (刚性支出困难家庭成员). */
  | 'rigid_expenditure'
  /** Subsistence allowance (最低生活保障对象). */
  | 'subsistence_allowance';

/** How sure it is that a rule is met (确定程度). */
export type Certainty =
  /** All the hub can know speaks for it (符合). */
  | 'MET'
  /** Only a missing fact keeps it out (待核实). */
  | 'UNKNOWN';

/** What of a person's contacts changes, and from which day (联系方式变更内容). */
export type ChangeContactsInput = {
  /** The account (银行账户、一卡通). */
  account?: BankAccountInput | null | undefined;
  /** The person (人员标识). */
  person: string;
  /** The telephone, mobile or landline (联系电话). */
  phone?: string | null | undefined;
  /** Why (变更理由). */
  reason: string;
  /** When you looked at them; if somebody has changed them since, you are told (查看时间). */
  seen: string;
  /** From this day; what was known of later days gives way, so that a mistake is put right by its own first day (起始日期). */
  since: string;
  /** What they have no more from that day (不再使用的联系方式). */
  without?: Array<ContactKind> | null | undefined;
};

/** The form (帮扶形式). */
export type CharityForm =
  /** Money (资金). */
  | 'CASH'
  /** Goods (物资). */
  | 'GOODS'
  /** Service (服务). */
  | 'SERVICE';

/** What must be the same, or is, where two helps are not to be given together (互斥范围). */
export type ClashScope =
  /** The sudden difficulty (同一急难事件). */
  | 'event'
  /** The house (同一住房). */
  | 'house'
  /** The household (同一家庭). */
  | 'household'
  /** The person (同一人员). */
  | 'person'
  /** The term (同一学期或年度). */
  | 'term';

/** Close it once its referrals are answered and the applicant has been told (办结申请). */
export type CloseApplicationInput = {
  /** The matter's id (事项标识). */
  id: string;
  /** What the applicant was told (告知内容). */
  told: string;
  /** The day the applicant was told (告知申请人日期). */
  toldOn: string;
};

/** Warnings that need nothing done, or have been seen to, all alike (批量关闭预警). */
export type CloseWarningsInput = {
  /** Whether they were right (结果). */
  outcome: ClosingOutcome;
  /** What was found, of all of them (核实情况). */
  reason: string;
  /** Their ids, 1 to 1,000 (预警标识). */
  warnings: Array<string>;
};

/** What a person found of a warning (核实结果). */
export type ClosingOutcome =
  /** It was right (属实). */
  | 'CONFIRMED'
  /** It was looked into, and help was refused or not due, with the reason (经核实不予救助). */
  | 'DECIDED_OTHERWISE'
  /** It was wrong (误报). */
  | 'FALSE_POSITIVE';

/** Record the decision; its lines, if any, become referrals, one for each department, each by its day (登记议定事项). */
export type ConcludeConferenceInput = {
  /** The departments that attended (到会部门). */
  attended?: Array<string> | null | undefined;
  /** Who attended (参会人员). */
  attendees?: string | null | undefined;
  /** What was decided (议定意见). */
  decided: string;
  /** The matter's id (事项标识). */
  id: string;
  /** What is asked for, up to 50 lines (办理条目). */
  lines?: Array<LineInput>;
  /** The day it met (开会日期). */
  metOn: string;
  /** The minutes (会议纪要). */
  minutes?: string | null | undefined;
  /** The number of the minutes (会议纪要编号). */
  minutesNumber: string;
  /** What was found of the warnings that no line goes on with and `outcomes` does not name; DECIDED_OTHERWISE when left out (未转办、未逐条说明的预警的核实结果，不填为经核实不予救助). */
  outcome?: ConferenceOutcome | null | undefined;
  /** What was found of single warnings, otherwise than of the others (逐条核实结果). */
  outcomes?: Array<ConferenceOutcomeInput>;
};

/** Decide what follows; to end help, propose its ending (结束渐退期). */
export type ConcludePhaseOutInput = {
  /** Why (理由). */
  concludedBecause: string;
  /** What follows (处理结果). */
  follows: PhaseOutFollows;
  /** The matter's id (事项标识). */
  id: string;
};

/** When a case conference meets (一事一议安排). */
export type ConferenceInput = {
  /** The departments invited (参加部门代码). */
  invited?: Array<string>;
  /** The day (会议日期). */
  on: string;
  /** What is to be decided (议题). */
  topic: string;
};

/** What was found of the warnings that no line goes on with and `outcomes` does not name; DECIDED_OTHERWISE when left out (未转办、未逐条说明的预警的核实结果，不填为经核实不予救助). */
export type ConferenceOutcome =
  /** They were right, and are seen to (属实). */
  | 'CONFIRMED'
  /** They were looked into, and help is refused or not due (经核实不予救助). */
  | 'DECIDED_OTHERWISE'
  /** They were wrong (误报). */
  | 'FALSE_POSITIVE'
  /** Nothing was decided of them: they are open, to be triaged anew or closed one by one (未作决定，重新分类处置). */
  | 'LEFT_OPEN';

/** What was found of one warning (逐条核实结果). */
export type ConferenceOutcomeInput = {
  /** What was found of it (核实结果). */
  outcome: ConferenceOutcome;
  /** Why; the decision itself when left out (理由，不填为议定意见). */
  reason?: string | null | undefined;
  /** The warning's id (预警标识). */
  warning: string;
};

/** Say that it was wrong and has been reported anew (已更正). */
export type ConfirmCorrectionInput = {
  /** What was found (校核结果). */
  finding: string;
  /** The matter's id (事项标识). */
  id: string;
};

/** A kind of contact of a person (联系方式类型). */
export type ContactKind =
  /** The account into which help is paid (银行账户). */
  | 'ACCOUNT'
  /** The telephone (联系电话). */
  | 'PHONE';

/** What becomes of that by which a category goes on, where what was before it ends sooner (接续认定的处理). */
export type Continuation =
  /** It begins where the one before it now ends (提前衔接). */
  | 'BEGIN'
  /** It never comes into force (不再生效). */
  | 'END'
  /** It stays as it is, with a gap before it (保持不变). */
  | 'STAY';

/** Convene a case conference of the county's coordination mechanism (召集一事一议). */
export type ConveneInput = {
  /** Your own id of it: sent again, it is the same matter (外部编号，重复提交不重复办理). */
  externalId?: string | null | undefined;
  /** The household's id (家庭标识). */
  household: string;
  /** The departments invited (参加部门). */
  invited?: Array<string> | null | undefined;
  /** A member of it, where it is about one (人员标识). */
  person?: string | null | undefined;
  /** The day it meets (会议日期). */
  plannedFor: string;
  /** What is to be decided (议题). */
  topic: string;
};

/** Correct answers that were wrong, also of a closed referral; what was answered before stays in the chain and among the steps (更正答复). */
export type CorrectAnswerInput = {
  /** The answers, line by line (逐条答复). */
  answers: Array<AnswerInput>;
  /** Why the answers were wrong (更正原因). */
  correctionNote: string;
  /** The matter's id (事项标识). */
  id: string;
};

/** What is wrong with a person's particulars, and how it should read (更正内容). */
export type CorrectPersonInput = {
  /** On which paper, as a household register (文书或依据). */
  basis: string;
  /** The birth date; as a new number says when left out (出生日期). */
  birthDate?: string | null | undefined;
  /** Of which kind the right number is; known by its form when left out (证件类型). */
  idKind?: IdentityKind | null | undefined;
  /** The right ID number. What was reported under it and the name joins the person; what stood under the old one is listed for your decision (身份证号). */
  idNumber?: string | null | undefined;
  /** The right name (姓名). */
  name?: string | null | undefined;
  /** The person (人员标识). */
  person: string;
  /** Why (更正理由). */
  reason: string;
  /** The person's `recordedAt` as you saw it; if somebody has changed them since, you are told (所见版本时间). */
  seen: string;
  /** GB/T 2261.1: 1 male, 2 female; as a new number says when left out (性别). */
  sex?: string | null | undefined;
};

/** Decide, with reasons (作出决定). */
export type DecideEndingInput = {
  /** What is decided of all lines that `lines` does not name; afterwards what goes furthest (决定). */
  decision: EndingDecision;
  /** The decision's number (决定文号). */
  decisionNumber: string;
  /** The matter's id (事项标识). */
  id: string;
  /** The rule that it follows from, with its article (法律依据). */
  legalBasis: string;
  /** What is decided of single lines otherwise than of the others (逐条决定). */
  lines?: Array<EndingDecisionInput>;
  /** The reasons (理由). */
  reasons: string;
  /** To whom a determination is reduced: to one person, taken alone, instead of the household (减少后认定单位). */
  reducedBasis?: EndingReducedBasis | null | undefined;
  /** To which support a determination is reduced (减少后供养方式). */
  reducedSupport?: Support | null | undefined;
  /** To how much the help is reduced, in fen (减发后金额（分）). */
  reducedTo?: number | null | undefined;
};

/** How a notice was delivered (送达方式). */
export type Delivery =
  /** Electronically, with consent (电子送达). */
  | 'ELECTRONIC'
  /** Handed over (直接送达). */
  | 'IN_PERSON'
  /** Left at the home before witnesses (留置送达). */
  | 'LEFT_AT_HOME'
  /** By telephone, recorded (电话告知). */
  | 'PHONE'
  /** By post (邮寄送达). */
  | 'POST'
  /** By public notice (公告送达). */
  | 'PUBLIC';

/** For what a category is determined (认定单位). */
export type DeterminationBasis =
  /** The household (家庭). */
  | 'HOUSEHOLD'
  /** One person, taken alone (单人户). */
  | 'SINGLE_PERSON';

/** What a determination should have said; what is left out stays as it is (认定更正). */
export type DeterminationCorrectionInput = {
  /** For what it was determined (认定单位). */
  basis?: DeterminationBasis | null | undefined;
  /** The category (类别代码). */
  category?: CategoryCode | null | undefined;
  /** Its id (认定标识). */
  determination: string;
  /** Where it ends sooner and the category goes on without a gap: what becomes of that (接续认定的处理). */
  following?: Continuation | null | undefined;
  /** The decision's number (文书编号). */
  number?: string | null | undefined;
  /** Why it is corrected (更正原因). */
  reason: string;
  /** To be looked at again by this day; left out, as it stands, or for another category by local policy (应复核日期). */
  reviewDue?: string | null | undefined;
  /** Its `recordedAt` as you saw it (查看时的录入时间). */
  seen: string;
  /** How the person is supported, for extreme hardship alone (供养方式). */
  support?: Support | null | undefined;
  /** In force from this day (起始日期). */
  validFrom?: string | null | undefined;
  /** Out of force from this day; null for without an end (终止日期). */
  validTo?: string | null | undefined;
  /** Why basic living becomes less by it without a hearing (未经听取意见的法定情形). */
  withoutHearing?: WithoutHearingInput | null | undefined;
};

/** A determination to be recorded (认定). */
export type DeterminationInput = {
  /** For what it is determined (认定单位). */
  basis?: DeterminationBasis;
  /** The category (类别代码). */
  category: CategoryCode;
  /** The household's id (家庭标识). */
  household: string;
  /** The decision's number (文书编号). */
  number?: string | null | undefined;
  /** One member's id; all living members when left out (人员标识，空为全体成员). */
  person?: string | null | undefined;
  /** How the person is supported, for extreme hardship alone (供养方式). */
  support?: Support | null | undefined;
  /** In force from this day (起始日期). */
  validFrom: string;
  /** To be out of force from this day (终止日期). */
  validTo?: string | null | undefined;
};

/** How a warning is triaged: by its kind, which makes a referral, or as complex (处置方式). */
export type Disposition =
  /** Complex: a case conference (情况复杂). */
  | 'COMPLEX'
  /** Helped twice for the same thing (重复救助). */
  | 'DUPLICATE'
  /** Help may be due no more (可能不再符合). */
  | 'LAPSING'
  /** May be entitled, not covered (未纳入但可能符合). */
  | 'UNCOVERED'
  /** Entitled, without help (政策落实不到位). */
  | 'UNFULFILLED';

/** The level of a division (行政区划层级). */
export type DivisionLevel =
  /** City or autonomous prefecture (市（州）). */
  | 'CITY'
  /** County or district (县（市、区）). */
  | 'COUNTY'
  /** Province (省). */
  | 'PROVINCE'
  /** Township or sub-district (乡镇（街道）). */
  | 'TOWNSHIP'
  /** Village or community (村（社区）). */
  | 'VILLAGE';

/** What is decided of all lines that `lines` does not name; afterwards what goes furthest (决定). */
export type EndingDecision =
  /** End (终止). */
  | 'END'
  /** Keep (继续). */
  | 'KEEP'
  /** Reduce (减发). */
  | 'REDUCE';

/** What is decided of one line (逐条决定). */
export type EndingDecisionInput = {
  /** What is decided (决定). */
  decision: EndingDecisionOfLine;
  /** The line's id (条目标识). */
  line: string;
  /** Why, of this line (理由). */
  reason?: string | null | undefined;
  /** To whom, where a determination is reduced (减少后认定单位). */
  reducedBasis?: DeterminationBasis | null | undefined;
  /** To which support, where a determination is reduced (减少后供养方式). */
  reducedSupport?: Support | null | undefined;
  /** To how much in fen, where a record is reduced (减发后金额，分). */
  reducedTo?: number | null | undefined;
};

/** What is decided of one line of an ending (逐条决定). */
export type EndingDecisionOfLine =
  /** End (终止). */
  | 'END'
  /** Keep (继续). */
  | 'KEEP'
  /** Reduce (减发). */
  | 'REDUCE';

/** On what ground (事由). */
export type EndingGround =
  /** Death (死亡). */
  | 'DEATH'
  /** Duplicate help (重复救助). */
  | 'DUPLICATE'
  /** Another category (转入其他类别). */
  | 'MOVED_CATEGORY'
  /** Other (其他). */
  | 'OTHER'
  /** Income or property above the standard (收入或财产超过标准). */
  | 'OVER_STANDARD'
  /** Given up (主动放弃). */
  | 'VOLUNTARY';

/** What is to end or be reduced: a record or a determination (减发停发条目). */
export type EndingLineInput = {
  /** The determination's (认定标识). */
  determination?: string | null | undefined;
  /** The record's id (救助记录标识). */
  record?: string | null | undefined;
};

/** Why there is no hearing (未听取意见原因). */
export type EndingNoHearingBecause =
  /** The person has died (本人死亡). */
  | 'DEATH'
  /** The person gave it up in writing (书面放弃). */
  | 'GIVEN_UP'
  /** Could not be reached after notice (告知后无法联系). */
  | 'UNREACHABLE';

/** To whom a determination is reduced: to one person, taken alone, instead of the household (减少后认定单位). */
export type EndingReducedBasis =
  /** One person, taken alone (单人户). */
  | 'SINGLE_PERSON';

/** What the sentence makes of help to whoever meets the rule (应、可、服务). */
export type Entitlement =
  /** To be given to whoever meets the rule (应当给予). */
  | 'duty'
  /** Given upon application, or where a place chooses to (可申请或可给予). */
  | 'offer'
  /** Finding and following up, no help of itself (摸底监测，不属于救助). */
  | 'screening'
  /** Given as far as capacity goes (按能力提供的服务). */
  | 'service';

/** What an entry of feedback tells (反馈状态). */
export type FeedbackStatus =
  /** An earlier record adjusted, with the reason (调整). */
  | 'ADJUSTED'
  /** An earlier record ended, with the reason (终止). */
  | 'ENDED'
  /** New help (已给予). */
  | 'GRANTED'
  /** Payments of an earlier record (发放). */
  | 'PAID'
  /** Payments that were entered in error and never made, with the reason (发放误录撤销). */
  | 'PAYMENT_VOIDED'
  /** Payments that were paid back, with the reason (追回). */
  | 'RECOVERED'
  /** Help refused, with the reason (不予救助). */
  | 'REFUSED'
  /** Payments that the bank returned, with the reason (银行退回). */
  | 'RETURNED'
  /** An earlier record was entered in error, with the reason (作废). */
  | 'VOIDED';

/** Say that the person could not be reached (未能送达). */
export type GiveUpDeliveryInput = {
  /** Why (原因). */
  failedBecause: string;
  /** The matter's id (事项标识). */
  id: string;
};

/** Hand in papers; the record is provisional until none is missing (补办手续). */
export type HandInPapersInput = {
  /** The explanation afterwards (补充说明情况). */
  explanation?: string | null | undefined;
  /** The matter's id (事项标识). */
  id: string;
  /** The papers that are there now (已补材料). */
  papers: Array<Paper>;
};

/** Hear the person before the decision (听取意见). */
export type HearInput = {
  /** The day of the hearing (听取意见日期). */
  heardOn: string;
  /** The matter's id (事项标识). */
  id: string;
  /** What the person said (当事人意见). */
  statement: string;
};

/** Why basic living may end or be reduced without a hearing (未经听取意见的法定情形). */
export type HearingWaiver =
  /** The person has died (死亡). */
  | 'DEATH'
  /** Moved away, and kept where they live now (迁出). */
  | 'MOVED_AWAY'
  /** The person asked for it in writing (本人申请). */
  | 'OWN_REQUEST';

/** By which kind of number somebody is known (证件类型). */
export type IdentityKind =
  /** Number of a medical birth certificate (出生医学证明). */
  | 'BIRTH_CERTIFICATE'
  /** Permanent residence card of a foreigner, of 18 characters (外国人永久居留身份证). */
  | 'FOREIGNER_PERMIT'
  /** Permanent residence card of a foreigner, of 15 characters (外国人永久居留身份证（旧版）). */
  | 'FOREIGNER_PERMIT_OLD'
  /** Residence permit of a Hong Kong or Macao resident (港澳居民居住证). */
  | 'HK_MACAO_PERMIT'
  /** Resident ID number; the old one of 15 digits is completed to 18 (居民身份证). */
  | 'ID_CARD'
  /** Provisional number that the hub gives to somebody who has none yet (临时身份编号). */
  | 'PROVISIONAL'
  /** Residence permit of a Taiwan resident (台湾居民居住证). */
  | 'TAIWAN_PERMIT';

/** What is done as a job (任务类型). */
export type JobKind =
  /** A cross-check of a place (数据比对). */
  | 'CROSS_CHECK'
  /** A list that goes out into a table (名单对外交付). */
  | 'DELIVERY'
  /** A source that is fetched from its place (来源数据读取). */
  | 'FETCH'
  /** A file that was handed in (文件报送). */
  | 'IMPORT'
  /** A search for those who may be the same person (疑似同一人比对). */
  | 'LINKAGE'
  /** A rule of the cross-check on trial (规则试算). */
  | 'SIMULATION'
  /** What was given by programme (汇总统计). */
  | 'TOTALS';

/** Where a job stands (任务状态). */
export type JobState =
  /** Called off (已取消). */
  | 'CANCELLED'
  /** Done, to be fetched (已完成). */
  | 'DONE'
  /** Cannot be done; it says why (未完成). */
  | 'FAILED'
  /** Being done (进行中). */
  | 'RUNNING'
  /** Waits for its turn (等待). */
  | 'WAITING';

/** Stop the procedure: the help goes on (继续救助). */
export type KeepHelpInput = {
  /** The matter's id (事项标识). */
  id: string;
  /** Why it goes on (继续救助理由). */
  keptBecause: string;
};

/** Who leaves a household, without coming into another (离开家庭). */
export type LeaveHouseholdInput = {
  /** The household that is meant; the person's when left out (家庭标识). */
  household?: string | null | undefined;
  /** In words (说明). */
  note?: string | null | undefined;
  /** No member from this day; the day of death (离开日期). */
  on: string;
  /** The person's id (人员标识). */
  person: string;
  /** Why (离开原因). */
  reason: LeavingReason;
  /** `recordedAt` of the membership as you read it: what was changed since is refused (查看时间). */
  seen?: string | null | undefined;
};

/** Why somebody left a household without coming into another (离开家庭原因). */
export type LeavingReason =
  /** Died (死亡). */
  | 'DEATH'
  /** Emigrated (出境定居). */
  | 'EMIGRATION'
  /** Lives in an institution (入住机构). */
  | 'ENTERED_INSTITUTION'
  /** In prison (服刑). */
  | 'IMPRISONMENT'
  /** Married out (婚嫁迁出). */
  | 'MARRIED_OUT'
  /** Another reason (其他). */
  | 'OTHER'
  /** Whereabouts unknown (下落不明). */
  | 'WHEREABOUTS_UNKNOWN';

/** What a line asks for (要求). */
export type LineAction =
  /** Assess whether it is due (评估). */
  | 'ASSESS'
  /** End or reduce it, in an ending alone (减发停发). */
  | 'END'
  /** Give what is due (落实). */
  | 'FULFIL'
  /** Verify that it is still due (核实). */
  | 'VERIFY';

/** The answer to a line; to VERIFY: KEEP, ADJUST, PHASE_OUT or END, to others the rest (答复). */
export type LineAnswer =
  /** To be adjusted (拟调整). */
  | 'ADJUST'
  /** To be ended or end (拟终止、终止). */
  | 'END'
  /** Granted (已救助). */
  | 'GRANTED'
  /** Still due, kept or keep (核实无误，继续救助、继续). */
  | 'KEEP'
  /** Papers are missing (需补充材料). */
  | 'NEEDS_PAPERS'
  /** Not eligible (不符合条件). */
  | 'NOT_ELIGIBLE'
  /** To be phased out (拟渐退). */
  | 'PHASE_OUT'
  /** Reduce (减发). */
  | 'REDUCE'
  /** Refused (不予救助). */
  | 'REFUSED';

/** One thing that is asked for (办理条目). */
export type LineInput = {
  /** What is asked for (要求). */
  action?: LineAction;
  /** Who is asked, where the programme does not say it (承办部门代码). */
  department?: string | null | undefined;
  /** By this day, where it is earlier than the deadline of the procedure (办理期限). */
  dueOn?: string | null | undefined;
  /** What is needed (救助需求代码). */
  needs?: Array<Need>;
  /** More, in words (说明). */
  note?: string | null | undefined;
  /** A member of the household; all of it when left out (涉及人员). */
  person?: string | null | undefined;
  /** A programme's code or number (项目). */
  programme?: string | null | undefined;
  /** The record to VERIFY (救助记录标识). */
  record?: string | null | undefined;
  /** The warning it comes from (预警标识). */
  warning?: string | null | undefined;
};

/** What a link of the assistance chain says happened (环节类型). */
export type LinkKind =
  /** A department took it on (受理). */
  | 'ACCEPTED'
  /** Help was adjusted (调整). */
  | 'ADJUSTED'
  /** A department answered (答复). */
  | 'ANSWERED'
  /** A department corrected its answer (答复更正). */
  | 'ANSWER_CORRECTED'
  /** An application came in (申请). */
  | 'APPLIED'
  /** Help was given (救助). */
  | 'ASSISTED'
  /** Charitable help (慈善帮扶). */
  | 'CHARITY'
  /** A case conference (一事一议). */
  | 'CONFERRED'
  /** A fact was checked by its owner, or a person's particulars were put right (校核、更正). */
  | 'CORRECTED'
  /** Help was decided to end, to be reduced or to go on (决定). */
  | 'DECIDED'
  /** What was reported under a corrected number is the person's no more (随原号码移出). */
  | 'DETACHED'
  /** A determination was corrected, from its first day on (认定更正). */
  | 'DETERMINATION_CORRECTED'
  /** A determination ended (认定终止). */
  | 'DETERMINATION_ENDED'
  /** A determination was looked at again, and holds on (认定复核). */
  | 'DETERMINATION_REVIEWED'
  /** A determination had been entered in error, and never held (认定作废). */
  | 'DETERMINATION_VOIDED'
  /** A category was determined (认定). */
  | 'DETERMINED'
  /** The person was heard (听取意见). */
  | 'HEARD'
  /** A split, merge, move or return (家庭变更). */
  | 'HOUSEHOLD_CHANGED'
  /** It was decided whose it is what came under another name (身份认定). */
  | 'IDENTIFIED'
  /** That decision was taken back: they may be one (撤销甄别结论). */
  | 'IN_DOUBT'
  /** A member left without another household (离开家庭). */
  | 'LEFT'
  /** What had been registered twice goes on as one (重复登记合并). */
  | 'MERGED'
  /** A written notice was delivered (告知). */
  | 'NOTIFIED'
  /** Papers were handed in after help was given first (补办手续). */
  | 'PAPERS'
  /** A payment was paid back (发放追回). */
  | 'PAYMENT_RECOVERED'
  /** The bank returned a payment (发放退回). */
  | 'PAYMENT_RETURNED'
  /** A payment was entered in error (发放误录撤销). */
  | 'PAYMENT_VOIDED'
  /** A phase-out began or was concluded (渐退). */
  | 'PHASE_OUT'
  /** It was referred to a department (转办). */
  | 'REFERRED'
  /** Help was refused (不予救助). */
  | 'REFUSED'
  /** A department sent it back (退回). */
  | 'RETURNED'
  /** Nothing is to be done about somebody in no household, until something new is said of them (未在库人员暂不处理). */
  | 'SET_ASIDE'
  /** Help was ended (终止救助). */
  | 'TERMINATED'
  /** It was decided that two who might be one are two people (甄别为非同一人). */
  | 'TOLD_APART'
  /** A merge was taken apart (撤销合并). */
  | 'UNMERGED'
  /** The household was visited (走访). */
  | 'VISITED'
  /** What was told of help was entered in error (作废). */
  | 'VOIDED'
  /** An early warning was raised (预警). */
  | 'WARNED'
  /** An early warning was closed by hand, with the reason (关闭预警). */
  | 'WARNING_CLOSED';

/** What a household needs (救助需求). */
export type Need =
  /** Basic living (基本生活). */
  | 'BASIC_LIVING'
  /** Building capability (能力提升). */
  | 'CAPABILITY'
  /** Visits and care (访视照料). */
  | 'CARE'
  /** Rehabilitation, aids, access (残疾人康复、辅具、无障碍). */
  | 'DISABILITY'
  /** Help after a disaster (受灾). */
  | 'DISASTER'
  /** Education (教育). */
  | 'EDUCATION'
  /** Help in an emergency (急难). */
  | 'EMERGENCY'
  /** Employment (就业). */
  | 'EMPLOYMENT'
  /** Funeral (殡葬). */
  | 'FUNERAL'
  /** Heating (取暖). */
  | 'HEATING'
  /** Housing (住房). */
  | 'HOUSING'
  /** Social inclusion (社会融入). */
  | 'INCLUSION'
  /** Medical treatment (医疗). */
  | 'MEDICAL'
  /** Other (其他). */
  | 'OTHER'
  /** Psychological support (心理疏导). */
  | 'PSYCHOLOGICAL'
  /** Access to resources (资源链接). */
  | 'RESOURCES';

/** Hand over the written notice: what is decided, why, by which law, and how to have it looked at again (书面告知). */
export type NotifyDecisionInput = {
  /** Who reconsiders it upon request, and which court hears a suit (复议机关及管辖法院). */
  appealTo: string;
  /** How it was delivered (送达方式). */
  delivery: Delivery;
  /** The matter's id (事项标识). */
  id: string;
  /** What is decided, as the notice says it (告知内容). */
  noticeWords: string;
  /** The day it was delivered (送达日期). */
  notifiedOn: string;
  /** The proof of delivery (送达凭证). */
  proof: string;
};

/** A duty made of scopes; docs/access.md says which (人员角色). */
export type OfficerRoleCode =
  /** Approver: determines, changes and ends categories (审批员：认定、变更、终止低收入人口类别). */
  | 'approver'
  /** Audit administrator: reads who looked at what and who changed what (审计管理员：查看访问日志和管理操作记录). */
  | 'auditor'
  /** Case worker: visits, conferences, warnings and referrals of civil affairs (经办人：走访、一事一议、预警处置和转办推送). */
  | 'case_worker'
  /** Reads telephone and account numbers in full, with a purpose (联系方式查阅：说明用途后查看完整电话号码和银行账号). */
  | 'contact_reader'
  /** Department clerk: the department's targets, facts, feedback and referred cases (部门专员：本部门的对象、情况报送、救助反馈和转办事项). */
  | 'department_clerk'
  /** Entry clerk: enters households, persons and determinations, which another confirms (录入员：录入家庭、人员和认定，由他人审核确认). */
  | 'entry_clerk'
  /** Reads names and ID numbers in full, with a purpose (实名查阅：说明用途后查看完整姓名和公民身份号码). */
  | 'identity_reader'
  /** Reviewer: confirms or returns what others entered, with amounts and names (审核员：审核确认或退回他人录入的事项，可查看金额和姓名). */
  | 'reviewer'
  /** Security administrator: rights of officers and clients, and the hub's keys (安全管理员：授予人员和客户端的权限，管理密钥). */
  | 'security_administrator'
  /** Sharing officer: asks for agreements on sharing and ends them; of civil affairs, decides on them (数据共享经办：申请、终止数据共享约定；民政部门予以答复). */
  | 'sharing_officer'
  /** Supervisor: totals, missed and duplicate assistance (监管员：汇总统计、救助遗漏和重复救助). */
  | 'supervisor'
  /** System administrator: accounts of officers and clients, without their rights (系统管理员：管理人员账号和客户端，不授予权限). */
  | 'system_administrator'
  /** Window clerk: tells people who looked at their data, at their request (窗口受理员：应本人申请查询谁查看过其信息). */
  | 'window_clerk';

/** A paper that follows where help was given first (补办材料). */
export type Paper =
  /** How much (救助金额). */
  | 'AMOUNT'
  /** Why (救助事由). */
  | 'CAUSE'
  /** Explanation afterwards (补充说明). */
  | 'EXPLANATION'
  /** Supporting papers (相关材料). */
  | 'MATERIALS'
  /** Whom it was given (救助对象). */
  | 'RECIPIENT'
  /** Seal (盖章). */
  | 'SEAL'
  /** Signature of who handled it (经办人签字). */
  | 'SIGNATURE';

/** The state of a papers to be completed after aid was given first (先行救助补办手续状态). */
export type PapersState =
  /** Complete (已补齐). */
  | 'COMPLETED'
  /** Dropped: the record was voided (救助记录作废，终止办理). */
  | 'DROPPED'
  /** Papers are due (待补办). */
  | 'DUE';

/** What follows (处理结果). */
export type PhaseOutFollows =
  /** An ending is proposed (提出终止). */
  | 'END'
  /** Help goes on (继续救助). */
  | 'KEEP';

/** Plan a visit (安排走访). */
export type PlanVisitInput = {
  /** Your own id of it: sent again, it is the same matter (外部编号，重复提交不重复办理). */
  externalId?: string | null | undefined;
  /** The household's id (家庭标识). */
  household?: string | null | undefined;
  /** A member of it, where it is about one (人员标识). */
  person?: string | null | undefined;
  /** To be made by this day (计划走访日期). */
  plannedFor: string;
  /** Or somebody in no household, of `unregisteredPersons` (未在库人员标识). */
  unregistered?: string | null | undefined;
  /** What to look for (走访要点). */
  visitNote?: string | null | undefined;
};

/** A step of some procedure (办理步骤). */
export type ProcedureStep =
  /** Take it on (受理). */
  | 'accept_referral'
  /** Accept it (接收上报). */
  | 'accept_upload'
  /** Answer its lines; it is answered when every line has a final answer (答复). */
  | 'answer_referral'
  /** Call it off (取消会议). */
  | 'call_off_conference'
  /** Cancel a planned visit (取消走访). */
  | 'cancel_visit'
  /** Carry the decision out, all lines at once: what ends is end-dated, nothing is erased; what is reduced is adjusted (执行决定). */
  | 'carry_out'
  /** Close it once its referrals are answered and the applicant has been told (办结申请). */
  | 'close_application'
  /** Close an answered referral (办结). */
  | 'close_referral'
  /** Record the decision; its lines, if any, become referrals, one for each department, each by its day (登记议定事项). */
  | 'conclude_conference'
  /** Decide what follows; to end help, propose its ending (结束渐退期). */
  | 'conclude_phase_out'
  /** Say that it was wrong and has been reported anew (已更正). */
  | 'confirm_correction'
  /** Convene a case conference of the county's coordination mechanism (召集一事一议). */
  | 'convene'
  /** Correct answers that were wrong, also of a closed referral; what was answered before stays in the chain and among the steps (更正答复). */
  | 'correct_answer'
  /** Decide, with reasons (作出决定). */
  | 'decide_ending'
  /** The record was entered in error and voided: there is nothing to end (救助记录作废). */
  | 'drop_ending'
  /** The record was entered in error and voided: no papers are owed (救助记录作废). */
  | 'drop_papers'
  /** Tell the level above what is overdue (逾期提请督办). */
  | 'escalate'
  /** Say that the person could not be reached (未能送达). */
  | 'give_up_delivery'
  /** Hand in papers; the record is provisional until none is missing (补办手续). */
  | 'hand_in_papers'
  /** Hear the person before the decision (听取意见). */
  | 'hear'
  /** Stop the procedure: the help goes on (继续救助). */
  | 'keep_help'
  /** Move the deadline, since days that were counted as worked are off (因节假日安排顺延期限). */
  | 'move_deadline'
  /** A visit has found needs: they are routed without anybody having asked (主动发现) (走访发现需求). */
  | 'note_needs'
  /** Hand over the written notice: what is decided, why, by which law, and how to have it looked at again (书面告知). */
  | 'notify_decision'
  /** Aid was given first: the papers follow (先行救助). */
  | 'owe_papers'
  /** Plan a visit (安排走访). */
  | 'plan_visit'
  /** Propose to end or reduce help or a determination; nothing changes yet (提出减发停发). */
  | 'propose_ending'
  /** Prove that the person has got the notice (登记送达). */
  | 'prove_delivery'
  /** Take in an application once, for whatever help (一门受理) (受理申请). */
  | 'receive_application'
  /** Say that it has arrived at the right office (签收). */
  | 'receive_referral'
  /** Record help by a charity or by society; no rule asks for it and none counts it (登记慈善帮扶). */
  | 'record_charity'
  /** Tell what a visit found, planned or not (登记走访). */
  | 'record_visit'
  /** Refer a household to a department, line by line (转办推送). */
  | 'refer'
  /** Push a returned referral again, with what was missing (再次推送). */
  | 'refer_again'
  /** Remind of what is due soon (到期提醒). */
  | 'remind'
  /** Ask the owner of a fact to check it (提出校核). */
  | 'request_correction'
  /** Send it back, with the reason (退回). */
  | 'return_referral'
  /** Return it, with the reason (退回上报). */
  | 'return_upload'
  /** Route it: its lines become referrals, one for each department (协同办理) (分办). */
  | 'route_application'
  /** Tell a person that help can be applied for (告知本人主动申请). */
  | 'send_notice'
  /** Grant a phase-out; payment goes on, also afterwards, until a person decides (给予渐退期). */
  | 'start_phase_out'
  /** Submit a returned upload again; it is counted anew (再次上报). */
  | 'submit_again'
  /** Submit the determinations of a month to the level above; count and hash are taken from the register (上报). */
  | 'submit_upload'
  /** Say that it is right, with the reason (核实无误). */
  | 'uphold_fact'
  /** Go on without a hearing, which can be only for these reasons (未能听取意见). */
  | 'waive_hearing'
  /** Take back what is not needed any more or went to the wrong department (撤回). */
  | 'withdraw_referral';

/** Whose proposals (待审核事项范围). */
export type ProposalBox =
  /** All of your department in your divisions (辖区全部). */
  | 'ALL'
  /** Waits for you: entered by another, and you may review or confirm it (待我审核). */
  | 'FOR_ME'
  /** Entered by you (我录入的). */
  | 'MINE';

/** What a second person decides (审核结论). */
export type ProposalDecision =
  /** Confirm: the act is done now (审核确认). */
  | 'CONFIRM'
  /** Return it to who entered it, with the reason (退回). */
  | 'RETURN'
  /** It was looked at and is in order: a third person confirms it (审核通过). */
  | 'REVIEW';

/** What is decided of what another has entered (审核确认). */
export type ProposalDecisionInput = {
  /** What is decided (审核结论). */
  decision: ProposalDecision;
  /** The proposal (待审核事项标识). */
  proposal: string;
  /** Why; needed to return it (退回原因). */
  reason?: string | null | undefined;
};

/** Which proposals (筛选). */
export type ProposalFilter = {
  /** Of this act (事项类型). */
  act?: ProposedAct | null | undefined;
  /** In or below this division (行政区划代码). */
  division?: string | null | undefined;
  /** Due before this day (期限早于). */
  dueBefore?: string | null | undefined;
  /** About this household (家庭标识). */
  household?: string | null | undefined;
  /** Only this one (标识). */
  id?: string | null | undefined;
  /** In this state (审核状态). */
  state?: ProposalState | null | undefined;
};

/** What became of what was entered (审核状态). */
export type ProposalState =
  /** Confirmed, and done by it (已审核确认). */
  | 'CONFIRMED'
  /** Returned, with the reason (已退回). */
  | 'RETURNED'
  /** Reviewed, and waits to be confirmed by a third person (已审核，待确认). */
  | 'REVIEWED'
  /** Waits for a second person (待审核确认). */
  | 'WAITING'
  /** Withdrawn by who entered it (已撤回). */
  | 'WITHDRAWN';

/** Propose to end or reduce help or a determination; nothing changes yet (提出减发停发). */
export type ProposeEndingInput = {
  /** The determination; else the record (认定标识). */
  determination?: string | null | undefined;
  /** Your own id of it: sent again, it is the same matter (外部编号，重复提交不重复办理). */
  externalId?: string | null | undefined;
  /** What was found on verification (核实情况). */
  factsFound: string;
  /** On what ground (事由). */
  ground: EndingGround;
  /** The household's id (家庭标识). */
  household: string;
  /** What it is about, where that is more than one thing, up to 50 lines (减发停发条目). */
  lines?: Array<EndingLineInput>;
  /** A member of it, where it is about one (人员标识). */
  person?: string | null | undefined;
  /** The assistance record; else the determination, or several of both in `lines` (救助记录标识). */
  record?: string | null | undefined;
};

/** An act that waits for a second person, by its mutation (待审核确认事项类型). */
export type ProposedAct =
  /** Change a person's telephone or account (变更联系方式). */
  | 'changeContacts'
  /** Correct a determination (更正认定). */
  | 'correctDetermination'
  /** Correct a person's particulars (人员信息更正). */
  | 'correctPerson'
  /** Record a determination (认定). */
  | 'determine'
  /** Record a determination of a list (批量认定). */
  | 'determineListed'
  /** End a determination (终止认定). */
  | 'endDetermination'
  /** End a membership (离开家庭). */
  | 'leaveHousehold'
  /** Merge two registrations of one household (重复户归并). */
  | 'mergeHouseholds'
  /** Merge two registrations of one person (重复登记合并). */
  | 'mergePersons'
  /** Be shown more names and numbers in a day (批量查阅实名信息). */
  | 'openNames'
  /** Register a household (录入家庭). */
  | 'registerHouseholds'
  /** Take a merge of households apart (撤销归并). */
  | 'unmergeHouseholds'
  /** Take a merge of persons apart (撤销合并). */
  | 'unmergePersons'
  /** Take a determination back (作废认定). */
  | 'voidDetermination';

/** Prove that the person has got the notice (登记送达). */
export type ProveDeliveryInput = {
  /** How it was delivered (送达方式). */
  delivery: Delivery;
  /** The matter's id (事项标识). */
  id: string;
  /** The day it was delivered (送达日期). */
  notifiedOn: string;
  /** The proof of delivery (送达凭证). */
  proof: string;
};

/** Take in an application once, for whatever help (一门受理) (受理申请). */
export type ReceiveApplicationInput = {
  /** What the applicant said (申请说明). */
  applicationNote?: string | null | undefined;
  /** The day of the application (申请日期). */
  appliedOn: string;
  /** Your own id of it: sent again, it is the same matter (外部编号，重复提交不重复办理). */
  externalId?: string | null | undefined;
  /** The household's id (家庭标识). */
  household: string;
  /** What the household needs (救助需求). */
  needs: Array<Need>;
  /** A member of it, where it is about one (人员标识). */
  person?: string | null | undefined;
};

/** Say that it has arrived at the right office (签收). */
export type ReceiveReferralInput = {
  /** The matter's id (事项标识). */
  id: string;
};

/** Record help by a charity or by society; no rule asks for it and none counts it (登记慈善帮扶). */
export type RecordCharityInput = {
  /** Your own id of it: sent again, it is the same matter (外部编号，重复提交不重复办理). */
  externalId?: string | null | undefined;
  /** The form (帮扶形式). */
  form: CharityForm;
  /** What was given (帮扶内容). */
  given: string;
  /** The day (帮扶日期). */
  givenOn: string;
  /** The organisation (帮扶单位). */
  giver: string;
  /** The household's id (家庭标识). */
  household: string;
  /** A member of it, where it is about one (人员标识). */
  person?: string | null | undefined;
  /** Its worth in fen (折价（分）). */
  worth?: number | null | undefined;
};

/** Tell what a visit found, planned or not (登记走访). */
export type RecordVisitInput = {
  /** Your own id of it: sent again, it is the same matter (外部编号，重复提交不重复办理). */
  externalId?: string | null | undefined;
  /** What was found (走访情况). */
  findings: string;
  /** The household's id (家庭标识). */
  household?: string | null | undefined;
  /** The matter's id, where it was opened before (事项标识，新办时不填). */
  id?: string | null | undefined;
  /** Somebody of the household was met (是否见到家庭成员). */
  met: boolean;
  /** What the household needs; an application is opened over it, to be routed (救助需求). */
  needs?: Array<Need> | null | undefined;
  /** A member of it, where it is about one (人员标识). */
  person?: string | null | undefined;
  /** Or somebody in no household, of `unregisteredPersons` (未在库人员标识). */
  unregistered?: string | null | undefined;
  /** The day of the visit (走访日期). */
  visitedOn: string;
  /** Who visited (走访人员类别). */
  visitorRole: VisitVisitorRole;
};

/** Push a returned referral again, with what was missing (再次推送). */
export type ReferAgainInput = {
  /** The matter's id (事项标识). */
  id: string;
  /** What the department should know (说明). */
  note: string;
};

/** Refer a household to a department, line by line (转办推送). */
export type ReferInput = {
  /** Where it is handled, if not where the household lives: the place of an event (办理地，默认户所在地). */
  division?: string | null | undefined;
  /** Your own id of it: sent again, it is the same matter (外部编号，重复提交不重复办理). */
  externalId?: string | null | undefined;
  /** The household's id (家庭标识). */
  household: string;
  /** What is asked for, 1 to 50 lines (办理条目). */
  lines: Array<LineInput>;
  /** What the department should know (说明). */
  note?: string | null | undefined;
  /** A member of it, where it is about one (人员标识). */
  person?: string | null | undefined;
  /** The department's code (承办部门代码). */
  to: string;
};

/** Why it is returned (退回原因). */
export type ReferralReturnReason =
  /** Another place handles it (不属本地管辖). */
  | 'ELSEWHERE'
  /** The information does not suffice (信息不全). */
  | 'INCOMPLETE'
  /** Not this department's (不属本部门职责). */
  | 'NOT_OURS'
  /** Other (其他). */
  | 'OTHER';

/** The state of a referral (转办推送状态). */
export type ReferralState =
  /** Accepted (已受理). */
  | 'ACCEPTED'
  /** Answered (已答复). */
  | 'ANSWERED'
  /** Closed (已办结). */
  | 'CLOSED'
  /** Pushed (已推送). */
  | 'PUSHED'
  /** Received (已接收). */
  | 'RECEIVED'
  /** Returned (已退回). */
  | 'RETURNED'
  /** Withdrawn (已撤回). */
  | 'WITHDRAWN';

/** Ask the owner of a fact to check it (提出校核). */
export type RequestCorrectionInput = {
  /** Where it is handled, if not where the household lives: the place of an event (办理地，默认户所在地). */
  division?: string | null | undefined;
  /** What seems wrong, and how that is known (疑义及依据). */
  doubt: string;
  /** Your own id of it: sent again, it is the same matter (外部编号，重复提交不重复办理). */
  externalId?: string | null | undefined;
  /** The fact, as person.student_stage, or `idNumber` (情况项). */
  fact: string;
  /** The household's id (家庭标识). */
  household: string;
  /** A member of it, where it is about one (人员标识). */
  person?: string | null | undefined;
  /** The department's code (承办部门代码). */
  to: string;
};

/** What is to be shared, as the regulation wants a request to say it (共享申请，政务数据共享条例 20). */
export type RequestSharingInput = {
  /** The law or document on which it rests (法律依据). */
  basis: string;
  /** In and below these divisions alone (地域范围). */
  divisions?: Array<string> | null | undefined;
  /** The columns, as `person.name`: some of those that your folder lists (数据项). */
  fields: Array<string>;
  /** Targets of these programmes alone, codes or numbers (项目范围). */
  programmes?: Array<string> | null | undefined;
  /** At most so many questions in a day (每日限额). */
  quota?: number | null | undefined;
  /** Its sentence (原文). */
  quote?: string | null | undefined;
  /** What for (使用场景). */
  scenario: string;
  /** From this day; today if none (起始日期). */
  validFrom?: string | null | undefined;
  /** From this day on no more (终止日期). */
  validTo?: string | null | undefined;
  /** Which ways it is to go out (共享方式). */
  ways: Array<SharingWay>;
};

/** Town or country (城乡属性). */
export type Residence =
  /** Rural (农村). */
  | 'rural'
  /** Urban (城镇). */
  | 'urban';

/** Send it back, with the reason (退回). */
export type ReturnReferralInput = {
  /** The matter's id (事项标识). */
  id: string;
  /** The reason in words (退回说明). */
  returnNote: string;
  /** Why it is returned (退回原因). */
  returnReason: ReferralReturnReason;
};

/** Return it, with the reason (退回上报). */
export type ReturnUploadInput = {
  /** The matter's id (事项标识). */
  id: string;
  /** The reason in words (退回说明). */
  returnNote: string;
};

/** Route it: its lines become referrals, one for each department (协同办理) (分办). */
export type RouteApplicationInput = {
  /** The matter's id (事项标识). */
  id: string;
  /** What is asked for, 1 to 50 lines (办理条目). */
  lines: Array<LineInput>;
};

/** Tell a person that help can be applied for (告知本人主动申请). */
export type SendNoticeInput = {
  /** Your own id of it: sent again, it is the same matter (外部编号，重复提交不重复办理). */
  externalId?: string | null | undefined;
  /** The household's id (家庭标识). */
  household: string;
  /** A member of it, where it is about one (人员标识). */
  person?: string | null | undefined;
  /** What can be applied for (可申请项目). */
  programmes: Array<string>;
  /** What the person is told (告知内容). */
  words: string;
};

/** Which way what is shared goes out (共享方式). */
export type SharingWay =
  /** Exports, workbooks and links (文件下载). */
  | 'FILE'
  /** Questions to the graph (服务接口). */
  | 'GRAPH'
  /** Tables delivered into a system (批量交换). */
  | 'TABLE'
  /** Events sent to an address (事件推送). */
  | 'WEBHOOK';

/** Grant a phase-out; payment goes on, also afterwards, until a person decides (给予渐退期). */
export type StartPhaseOutInput = {
  /** Necessary employment costs per head and month in fen, deducted from it (必要的就业成本（月人均，分）). */
  employmentCost: number;
  /** Its last day, at most `phase_out_months` later unless `longer_because` says why (渐退期终止日期). */
  endsOn: string;
  /** Your own id of it: sent again, it is the same matter (外部编号，重复提交不重复办理). */
  externalId?: string | null | undefined;
  /** The household's id (家庭标识). */
  household: string;
  /** Income per head and month in fen, before necessary employment costs (家庭月人均收入（扣减前，分）). */
  income: number;
  /** Why it is longer than `phase_out_months`, which hold as a rule (超过渐退期原则月数的理由). */
  longerBecause?: string | null | undefined;
  /** A member of it, where it is about one (人员标识). */
  person?: string | null | undefined;
  /** Its first day (渐退期起始日期). */
  startsOn: string;
};

/** Submit a returned upload again; it is counted anew (再次上报). */
export type SubmitAgainInput = {
  /** The matter's id (事项标识). */
  id: string;
  /** What was put right (上报说明). */
  uploadNote: string;
};

/** Submit the determinations of a month to the level above; count and hash are taken from the register (上报). */
export type SubmitUploadInput = {
  /** Your own division (本级行政区划代码). */
  division: string;
  /** Your own id of it: sent again, it is the same matter (外部编号，重复提交不重复办理). */
  externalId?: string | null | undefined;
  /** The month, as 2024-03 (月份). */
  month: string;
  /** What the level above should know (上报说明). */
  uploadNote?: string | null | undefined;
};

/** A level by which help is counted (统计层级). */
export type SupervisionLevel =
  /** City or autonomous prefecture (市（州）). */
  | 'CITY'
  /** County or district (县（市、区）). */
  | 'COUNTY'
  /** Township or sub-district (乡镇（街道）). */
  | 'TOWNSHIP';

/** How a person in extreme hardship is supported (特困人员供养方式). */
export type Support =
  /** Dispersed (分散供养). */
  | 'dispersed'
  /** Institutional (集中供养). */
  | 'institutional';

/** What became of a target (变动类型). */
export type TargetChangeKind =
  /** A target no more (不再符合). */
  | 'ENDED'
  /** A target now: all the hub can know speaks for it (符合). */
  | 'MET'
  /** A target now, whom only a missing fact keeps out (待核实). */
  | 'UNKNOWN';

/** Which targets (对象筛选). */
export type TargetFilter = {
  /** In this category today (类别代码). Needs (须有): column (数据项) person.categories. */
  category?: CategoryCode | null | undefined;
  /** How sure it is; MET when left out (确定程度). */
  certainty?: Certainty | null | undefined;
  /** Who was not yet on this list of your department and this programme, which `takeTargetSnapshot` froze (不在此名单). */
  notOn?: string | null | undefined;
};

/** Why somebody is a target no more (不再符合的原因). */
export type TargetLeaving =
  /** Has died (死亡). */
  | 'DIED'
  /** Left the household without coming into another (离开家庭). */
  | 'LEFT_HOUSEHOLD'
  /** Had been registered twice, and goes on as another (重复登记合并). */
  | 'MERGED'
  /** Moved out of your divisions (迁出辖区). */
  | 'MOVED_AWAY'
  /** The rule is met no more; or for a reason that is not shared with you (不再符合条件（或其他未共享的原因）). */
  | 'NOT_MET';

/** What is made of the warnings of one household (分类处置). */
export type TriageInput = {
  /** Where one of them is COMPLEX (情况复杂时的一事一议安排). */
  conference?: ConferenceInput | null | undefined;
  /** The warnings, all of one household (预警列表). */
  items: Array<TriageItem>;
};

/** What is made of one warning (单条处置). */
export type TriageItem = {
  /** The warning's kind, which makes a referral; or COMPLEX, which makes a conference (处置方式). */
  disposition: Disposition;
  /** For whoever is asked (说明). */
  note?: string | null | undefined;
  /** Of several options those chosen; all when left out (选定项目代码). */
  programmes?: Array<string>;
  /** The warning's id (预警标识). */
  warning: string;
};

/** What a clause or a rule comes to (结论). */
export type Truth =
  /** Met (符合). */
  | 'MET'
  /** A fact that decides is missing (待核实). */
  | 'UNKNOWN'
  /** Not met (不符合). */
  | 'UNMET';

/** Say that it is right, with the reason (核实无误). */
export type UpholdFactInput = {
  /** What was found (校核结果). */
  finding: string;
  /** The matter's id (事项标识). */
  id: string;
};

/** Who visited (走访人员类别). */
export type VisitVisitorRole =
  /** Village social assistance coordinator (村级社会救助协理员). */
  | 'AID_COORDINATOR'
  /** Full-time disability officer (村（社区）残协专职委员). */
  | 'DISABILITY_OFFICER'
  /** Social worker (社会工作者). */
  | 'SOCIAL_WORKER'
  /** Township or sub-district official (乡镇（街道）干部). */
  | 'TOWNSHIP_OFFICIAL'
  /** Village or community worker (村（社区）工作人员). */
  | 'VILLAGE_WORKER';

/** Go on without a hearing, which can be only for these reasons (未能听取意见). */
export type WaiveHearingInput = {
  /** The matter's id (事项标识). */
  id: string;
  /** How it was tried to reach the person (联系当事人的经过). */
  noHearingAttempts?: string | null | undefined;
  /** Why there is no hearing (未听取意见原因). */
  noHearingBecause: EndingNoHearingBecause;
  /** The number of the death certificate, where its day is stated; or of the paper in which the person gave the hearing up (死亡证明或书面放弃材料的编号). */
  noHearingPaper?: string | null | undefined;
  /** The day of the death, unless a department has reported it; or on which it was last tried to reach the person (死亡日期（部门已上报的可不填），或最后一次联系当事人的日期). */
  noHearingSince?: string | null | undefined;
};

/** Which warnings (预警筛选). */
export type WarningFilter = {
  /** Some member is in this category today (类别代码). Needs (须有): column (数据项) household.basis_categories. */
  category?: CategoryCode | null | undefined;
  /** Of concern to this department (涉及部门). */
  department?: string | null | undefined;
  /** In and below this division, as a township (行政区划代码). Needs (须有): column (数据项) household.division. */
  division?: string | null | undefined;
  /** Triaged, and something that came of it is due by this day; with it the state is TRIAGED when left out (办理期限截至). */
  due?: string | null | undefined;
  /** Of this household (家庭标识). */
  household?: string | null | undefined;
  /** Of this kind (预警类型). */
  kind?: WarningKind | null | undefined;
  /** About this programme, by code or number (项目代码或编号). */
  programme?: string | null | undefined;
  /** Found by this rule (规则代码). */
  rule?: string | null | undefined;
  /** Raised on this day or later (预警日期起). */
  since?: string | null | undefined;
  /** In this state; OPEN when left out (状态，默认待处置). */
  state?: WarningState | null | undefined;
};

/** What a warning may mean (预警类型). */
export type WarningKind =
  /** Helped twice for the same thing (重复救助). */
  | 'DUPLICATE'
  /** Help may be due no more (可能不再符合). */
  | 'LAPSING'
  /** May be entitled, not covered (未纳入但可能符合). */
  | 'UNCOVERED'
  /** Entitled, without help (政策落实不到位). */
  | 'UNFULFILLED';

/** Where a warning stands (预警状态). */
export type WarningState =
  /** Closed (已关闭). */
  | 'CLOSED'
  /** Waits to be triaged (待处置). */
  | 'OPEN'
  /** Triaged (已处置). */
  | 'TRIAGED';

/** Take back what is not needed any more or went to the wrong department (撤回). */
export type WithdrawReferralInput = {
  /** The matter's id (事项标识). */
  id: string;
  /** Why it is withdrawn (撤回原因). */
  withdrawnBecause: string;
};

/** Why basic living ends or is reduced without hearing, decision and written notice (未经听取意见的法定情形). */
export type WithoutHearingInput = {
  /** The reason (情形). */
  because: HearingWaiver;
  /** The number of the request or certificate; needed where a day is stated (申请或证明编号). */
  paper?: string | null | undefined;
  /** The day of the death, unless a department has reported it, or of the move (死亡或迁出日期). */
  since?: string | null | undefined;
};

export type SessionQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionQuery = { me: { client: string, scopes: Array<string>, sees: Array<string>, department: { code: string, name: string, nameEn: string } | null, divisions: Array<{ code: string, name: string, level: DivisionLevel }> } };

export type ProgrammesOfQueryVariables = Exact<{
  department?: string | null | undefined;
}>;


export type ProgrammesOfQuery = { programmes: Array<{ code: string, number: string, name: string, nameEn: string }> };

export type DivisionsBelowQueryVariables = Exact<{
  below: string;
}>;


export type DivisionsBelowQuery = { divisions: { nodes: Array<{ code: string, name: string, level: DivisionLevel, parent: { code: string } | null }> } };

export type RevealNameQueryVariables = Exact<{
  id: string;
}>;


export type RevealNameQuery = { person: { id: string, name: string } | null };

export type RevealNumberQueryVariables = Exact<{
  id: string;
}>;


export type RevealNumberQuery = { person: { id: string, idNumber: string } | null };

export type HouseholdByNumberQueryVariables = Exact<{
  number: string;
}>;


export type HouseholdByNumberQuery = { household: { id: string } | null };

export type RefusedTextFragment = { code: string, message: string };

export type AgreementRowFragment = { id: string, state: AgreementState, basis: string, quote: string | null, scenario: string, fields: Array<string>, programmes: Array<string> | null, divisions: Array<string> | null, ways: Array<SharingWay>, quota: number | null, usedToday: number | null, validFrom: string, validTo: string | null, requestedBy: string, requestedOn: string, dueOn: string, overdue: boolean, decidedBy: string | null, decidedOn: string | null, decision: string | null, endedAt: string | null, endedBy: string | null, endReason: string | null, department: { code: string, name: string, nameEn: string } };

export type AgreementsQueryVariables = Exact<{
  department?: string | null | undefined;
  state?: AgreementState | null | undefined;
  overdue?: boolean | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type AgreementsQuery = { sharingAgreements: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, state: AgreementState, basis: string, quote: string | null, scenario: string, fields: Array<string>, programmes: Array<string> | null, divisions: Array<string> | null, ways: Array<SharingWay>, quota: number | null, usedToday: number | null, validFrom: string, validTo: string | null, requestedBy: string, requestedOn: string, dueOn: string, overdue: boolean, decidedBy: string | null, decidedOn: string | null, decision: string | null, endedAt: string | null, endedBy: string | null, endReason: string | null, department: { code: string, name: string, nameEn: string } }> } };

export type RequestSharingMutationVariables = Exact<{
  input: RequestSharingInput;
}>;


export type RequestSharingMutation = { done:
    | { __typename: 'Refused', code: string, message: string, path: string | null }
    | { __typename: 'SharingAgreement' }
   };

export type DecideSharingMutationVariables = Exact<{
  id: string;
  grant: boolean;
  reason: string;
  replace: boolean;
}>;


export type DecideSharingMutation = { done:
    | { __typename: 'Refused', code: string, message: string, path: string | null }
    | { __typename: 'SharingAgreement' }
   };

export type EndSharingMutationVariables = Exact<{
  id: string;
  reason: string;
}>;


export type EndSharingMutation = { done:
    | { __typename: 'Refused', code: string, message: string, path: string | null }
    | { __typename: 'SharingAgreement' }
   };

export type OfficerRowFragment = { id: string, account: string, name: string, administration: Administration | null, roles: Array<OfficerRoleCode>, resting: boolean, validFrom: string, validTo: string | null, disabledAt: string | null, createdAt: string, createdBy: string, department: { code: string, name: string, nameEn: string } | null, divisions: Array<{ code: string, name: string }>, deputy: { account: string, from: string, to: string } | null };

export type OfficersQueryVariables = Exact<{
  department?: string | null | undefined;
  account?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type OfficersQuery = { officers: { nodes: Array<{ id: string, account: string, name: string, administration: Administration | null, roles: Array<OfficerRoleCode>, resting: boolean, validFrom: string, validTo: string | null, disabledAt: string | null, createdAt: string, createdBy: string, department: { code: string, name: string, nameEn: string } | null, divisions: Array<{ code: string, name: string }>, deputy: { account: string, from: string, to: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AddOfficerMutationVariables = Exact<{
  account: string;
  name: string;
  department: string;
  divisions: Array<string> | string;
  validFrom?: string | null | undefined;
  validTo?: string | null | undefined;
}>;


export type AddOfficerMutation = { done:
    | { __typename: 'Officer' }
    | { __typename: 'Refused', path: string | null, code: string, message: string }
   };

export type ChangeOfficerMutationVariables = Exact<{
  account: string;
  name?: string | null | undefined;
  department?: string | null | undefined;
  divisions?: Array<string> | string | null | undefined;
  validFrom?: string | null | undefined;
  validTo?: string | null | undefined;
}>;


export type ChangeOfficerMutation = { done:
    | { __typename: 'Officer' }
    | { __typename: 'Refused', path: string | null, code: string, message: string }
   };

export type DisableOfficerMutationVariables = Exact<{
  account: string;
}>;


export type DisableOfficerMutation = { done:
    | { __typename: 'Officer' }
    | { __typename: 'Refused', code: string, message: string }
   };

export type EnableOfficerMutationVariables = Exact<{
  account: string;
}>;


export type EnableOfficerMutation = { done:
    | { __typename: 'Officer' }
    | { __typename: 'Refused', code: string, message: string }
   };

export type EnrolOfficerMutationVariables = Exact<{
  account: string;
}>;


export type EnrolOfficerMutation = { done:
    | { __typename: 'Enrolment', link: string, minutes: number }
    | { __typename: 'Refused', code: string, message: string }
   };

export type GiveRolesMutationVariables = Exact<{
  account: string;
  roles: Array<OfficerRoleCode> | OfficerRoleCode;
}>;


export type GiveRolesMutation = { done:
    | { __typename: 'Officer' }
    | { __typename: 'Refused', path: string | null, code: string, message: string }
   };

export type NameDeputyMutationVariables = Exact<{
  account: string;
  deputy: string;
  from: string;
  to: string;
}>;


export type NameDeputyMutation = { done:
    | { __typename: 'Officer' }
    | { __typename: 'Refused', path: string | null, code: string, message: string }
   };

export type EndDeputyMutationVariables = Exact<{
  account: string;
}>;


export type EndDeputyMutation = { done:
    | { __typename: 'Officer' }
    | { __typename: 'Refused', code: string, message: string }
   };

export type SourcesQueryVariables = Exact<{ [key: string]: never; }>;


export type SourcesQuery = { sourceSchedules: Array<{ source: string, everyMinutes: number, fetchedAt: string | null, nextAt: string | null, failures: number, failing: boolean, failure: string | null, department: { code: string, name: string, nameEn: string }, paused: { since: string, by: string, reason: string } | null }> };

export type JobRowFragment = { id: string, kind: JobKind, state: JobState, done: number, of: number | null, askedAt: string, endedAt: string | null, keptUntil: string | null, failure: { code: string, message: string } | null };

export type JobsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type JobsQuery = { jobs: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, kind: JobKind, state: JobState, done: number, of: number | null, askedAt: string, endedAt: string | null, keptUntil: string | null, failure: { code: string, message: string } | null }> } };

export type CancelJobMutationVariables = Exact<{
  id: string;
}>;


export type CancelJobMutation = { done:
    | { __typename: 'Job' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type TriageGapMutationVariables = Exact<{
  input: TriageInput;
}>;


export type TriageGapMutation = { done:
    | { __typename: 'Refused', code: string, message: string, path: string | null }
    | { __typename: 'Triaged' }
   };

export type ReferMutationVariables = Exact<{
  input: ReferInput;
}>;


export type ReferMutation = { done:
    | { __typename: 'Referral' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type PlanVisitMutationVariables = Exact<{
  input: PlanVisitInput;
}>;


export type PlanVisitMutation = { done:
    | { __typename: 'Refused', code: string, message: string, path: string | null }
    | { __typename: 'Visit' }
   };

export type RecordVisitMutationVariables = Exact<{
  input: RecordVisitInput;
}>;


export type RecordVisitMutation = { done:
    | { __typename: 'Refused', code: string, message: string, path: string | null }
    | { __typename: 'Visit' }
   };

export type ConveneMutationVariables = Exact<{
  input: ConveneInput;
}>;


export type ConveneMutation = { done:
    | { __typename: 'Conference' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type ReceiveApplicationMutationVariables = Exact<{
  input: ReceiveApplicationInput;
}>;


export type ReceiveApplicationMutation = { done:
    | { __typename: 'Application' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type SendNoticeMutationVariables = Exact<{
  input: SendNoticeInput;
}>;


export type SendNoticeMutation = { done:
    | { __typename: 'Notice' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type RecordCharityMutationVariables = Exact<{
  input: RecordCharityInput;
}>;


export type RecordCharityMutation = { done:
    | { __typename: 'Charity' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type ProposeEndingMutationVariables = Exact<{
  input: ProposeEndingInput;
}>;


export type ProposeEndingMutation = { done:
    | { __typename: 'Ending' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type RequestCorrectionMutationVariables = Exact<{
  input: RequestCorrectionInput;
}>;


export type RequestCorrectionMutation = { done:
    | { __typename: 'Correction' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type DetermineMutationVariables = Exact<{
  input: DeterminationInput;
}>;


export type DetermineMutation = { done:
    | { __typename: 'Determined' }
    | { __typename: 'Proposed', dueOn: string }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type EndDeterminationMutationVariables = Exact<{
  determination: string;
  on: string;
  reason: string;
  withoutHearing?: WithoutHearingInput | null | undefined;
}>;


export type EndDeterminationMutation = { done:
    | { __typename: 'Determined' }
    | { __typename: 'Proposed', dueOn: string }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type CorrectDeterminationMutationVariables = Exact<{
  input: DeterminationCorrectionInput;
}>;


export type CorrectDeterminationMutation = { done:
    | { __typename: 'Determined' }
    | { __typename: 'Proposed', dueOn: string }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type VoidDeterminationMutationVariables = Exact<{
  determination: string;
  seen: string;
  reason: string;
  following?: Continuation | null | undefined;
}>;


export type VoidDeterminationMutation = { done:
    | { __typename: 'Determined' }
    | { __typename: 'Proposed', dueOn: string }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type ReviewDeterminationMutationVariables = Exact<{
  determination: string;
  seen: string;
  on: string;
  reason: string;
  nextDue?: string | null | undefined;
}>;


export type ReviewDeterminationMutation = { done:
    | { __typename: 'Determined' }
    | { __typename: 'Proposed' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type CorrectPersonMutationVariables = Exact<{
  input: CorrectPersonInput;
}>;


export type CorrectPersonMutation = { done:
    | { __typename: 'PersonCorrection' }
    | { __typename: 'Proposed', dueOn: string }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type ChangeContactsMutationVariables = Exact<{
  input: ChangeContactsInput;
}>;


export type ChangeContactsMutation = { done:
    | { __typename: 'ContactsChanged' }
    | { __typename: 'Proposed', dueOn: string }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type LeaveHouseholdMutationVariables = Exact<{
  input: LeaveHouseholdInput;
}>;


export type LeaveHouseholdMutation = { done:
    | { __typename: 'HouseholdLeft' }
    | { __typename: 'Proposed', dueOn: string }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type ChainQueryVariables = Exact<{
  id: string;
  asOf?: string | null | undefined;
  knownAt?: string | null | undefined;
  after?: string | null | undefined;
  days: boolean;
  amounts: boolean;
  civil_affairs: boolean;
  education_aid: boolean;
  human_resources: boolean;
  housing: boolean;
  health: boolean;
  emergency_management: boolean;
  rural_revitalization: boolean;
  medical_insurance: boolean;
  disabled_federation: boolean;
}>;


export type ChainQuery = { household: { id: string, chain: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, kind: LinkKind, month: string, happenedOn?: string, recordedAt: string, status: FeedbackStatus | null, amount: number | null, periodFrom: string | null, periodTo: string | null, term: string | null, reason: string | null, hash: string, department: { code: string, name: string, nameEn: string }, actor: { kind: ActorKind, name: string | null } | null, person: { id: string, nameMasked: string } | null, programme: { code: string, number: string, name: string, nameEn: string, cites: string, quote: string } | null, record:
          | { id: string, programmeKind: AssistanceKind, month: string }
          | { id: string, programmeKind: AssistanceKind, month: string }
          | { id: string, programmeKind: AssistanceKind, month: string }
          | { id: string, programmeKind: AssistanceKind, month: string }
          | { id: string, programmeKind: AssistanceKind, month: string }
          | { id: string, programmeKind: AssistanceKind, month: string }
          | { id: string, programmeKind: AssistanceKind, month: string }
          | { id: string, programmeKind: AssistanceKind, month: string }
          | { id: string, programmeKind: AssistanceKind, month: string }
          | { id: string, programmeKind: AssistanceKind, month: string }
          | { id: string, programmeKind: AssistanceKind, month: string }
         | null }> } } | null };

export type HouseholdHeadQueryVariables = Exact<{
  id: string;
  number: boolean;
  place: boolean;
  address: boolean;
  residence: boolean;
  basis: boolean;
  asOf: boolean;
  relation: boolean;
  birth: boolean;
  sex: boolean;
  categories: boolean;
  register: boolean;
}>;


export type HouseholdHeadQuery = { household: { id: string, recordedAt: string, number?: string, address?: string | null, residence?: Residence | null, asOf?: string, closedOn?: string | null, division?: { code: string, name: string, parent: { name: string } | null }, categories?: Array<{ code: string, name: string, nameEn: string, cites: string, quote: string }>, members: Array<{ relation?: string, since?: string, recordedAt?: string, person: { id: string, nameMasked: string, recordedAt?: string, sex?: string, birthDate?: string, categories?: Array<{ code: string, name: string, nameEn: string }>, determinations?: Array<{ id: string, validFrom: string, validTo: string | null, reviewDue: string | null, recordedAt: string, category: { code: string, name: string, nameEn: string } }> } }> } | null };

export type GapsQueryVariables = Exact<{
  household: string;
}>;


export type GapsQuery = { earlyWarnings: { nodes: Array<{ warnings: Array<{ id: string, kind: WarningKind, meaning: string, meaningEn: string, cites: string, quote: string, raisedOn: string, person: { id: string, nameMasked: string } | null, programmes: Array<{ code: string, number: string, name: string, nameEn: string, department: { code: string, name: string, nameEn: string } }>, evidence: Array<{ fact: string, department: string }> }> }> } };

export type SubjectLooksQueryVariables = Exact<{
  idNumber: string;
  basis: string;
}>;


export type SubjectLooksQuery = { subjectAccess: { endCursor: string | null, looks: Array<{ at: string, department: string, actorKind: ActorKind | null, own: boolean, purpose: string | null, opened: Array<string>, actor: string | null, client: string | null, note: string | null }> } };

export type OneClashFragment = { same: ClashScope, record: { id: string, programmeKind: AssistanceKind, month: string, department: { code: string, name: string, nameEn: string } } };

export type ProposalsQueryVariables = Exact<{
  box: ProposalBox;
  filter?: ProposalFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type ProposalsQuery = { proposals: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, act: ProposedAct, state: ProposalState, mine: boolean, enteredAt: string, dueOn: string, overdue: boolean, overtaken: boolean, reviews: boolean, reason: string | null, householdNumber: string | null, reviewedBy: { name: string | null } | null, household: { id: string, number: string } | null, person: { id: string, nameMasked: string } | null, enteredBy: { name: string | null } | null, decidedBy: { name: string | null } | null, values: Array<{ field: string, value: string, before: string | null }> }> } };

export type DecideProposalsMutationVariables = Exact<{
  items: Array<ProposalDecisionInput> | ProposalDecisionInput;
}>;


export type DecideProposalsMutation = { decideProposals:
    | { outcomes: Array<
        | { __typename: 'ProposalDecided', proposal: string, state: ProposalState }
        | { __typename: 'Refused', code: string, message: string }
      > }
    | { code: string, message: string }
   };

export type SupervisionQueryVariables = Exact<{
  by: SupervisionLevel;
  division?: string | null | undefined;
  department?: string | null | undefined;
  programme?: string | null | undefined;
  entitlement?: Entitlement | null | undefined;
}>;


export type SupervisionQuery = { supervision: Array<{ targets: number | null, covered: number | null, missed: number | null, duplicates: number | null, publishedFor: string | null, division: { code: string, name: string }, department: { code: string, name: string, nameEn: string }, programme: { number: string, name: string, nameEn: string } }> };

export type HandlingQueryVariables = Exact<{
  by: SupervisionLevel;
  division?: string | null | undefined;
  department?: string | null | undefined;
}>;


export type HandlingQuery = { handling: Array<{ open: number, overdue: number, division: { code: string }, department: { code: string } }> };

export type CountiesQueryVariables = Exact<{ [key: string]: never; }>;


export type CountiesQuery = { divisions: { nodes: Array<{ code: string, name: string, parent: { code: string, name: string } | null }> }, departments: Array<{ code: string, name: string, nameEn: string }> };

export type FactWordsFragment = { fact: string, name: string, nameEn: string, words: string | null, wordsEn: string | null, withheld: boolean, suppliers: Array<string>, suppliersEn: Array<string>, cites: string | null, quote: string | null };

export type ExplainQueryVariables = Exact<{
  household: string;
  programme: string;
}>;


export type ExplainQuery = { explain: Array<{ subjectId: string, memberId: string | null, certainty: Truth, leftToDepartment: Array<string>, cites: string, quote: string, clauses: Array<{ n: number, branch: number, meaning: string, meaningEn: string, basis: string, truth: Truth, read: Array<{ fact: string, name: string, nameEn: string, words: string | null, wordsEn: string | null, withheld: boolean, suppliers: Array<string>, suppliersEn: Array<string>, cites: string | null, quote: string | null, because: Array<{ n: number, branch: number, meaning: string, meaningEn: string, truth: Truth, read: Array<{ fact: string, name: string, nameEn: string, words: string | null, wordsEn: string | null, withheld: boolean, suppliers: Array<string>, suppliersEn: Array<string>, cites: string | null, quote: string | null }> }> }> }> }> };

export type ExplainedHouseholdQueryVariables = Exact<{
  id: string;
  number: boolean;
}>;


export type ExplainedHouseholdQuery = { household: { id: string, number?: string, members: Array<{ person: { id: string, nameMasked: string } }> } | null, programmes: Array<{ code: string, number: string, name: string, nameEn: string, department: { code: string, name: string, nameEn: string } }> };

export type ImportQueryVariables = Exact<{
  id: string;
}>;


export type ImportQuery = { import: { id: string, name: string, source: string, checkOnly: boolean, state: JobState, of: number | null, done: number, accepted: number, replayed: number, refused: number, skipped: number, warned: number, receivedAt: string, failure: { code: string, message: string } | null, errors: { totalCount: number, nodes: Array<{ row: number, column: string, code: string, message: string, value: string }> } } | null };

export type ImportsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type ImportsQuery = { imports: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, name: string, checkOnly: boolean, state: JobState, of: number | null, accepted: number, replayed: number, refused: number, receivedAt: string }> } };

export type PolicyDocumentQueryVariables = Exact<{ [key: string]: never; }>;


export type PolicyDocumentQuery = { policyDocument: { number: string, title: string, issuedOn: string, sections: Array<{ number: string, title: string, sentences: Array<{ n: number, cites: string, text: string, carriers: Array<{ kind: CarrierKind, code: string, name: string, nameEn: string, quotes: Array<string> }>, duties: Array<{ quote: string, fields: Array<string>, note: string | null, noteEn: string | null, leftToOffices: string | null, leftToOfficesEn: string | null, carriers: Array<{ kind: CarrierKind, code: string, name: string, nameEn: string }> }> }> }> }, programmes: Array<{ code: string, number: string, name: string, nameEn: string, department: { code: string, name: string, nameEn: string } }> };

export type ProgrammeRuleQueryVariables = Exact<{
  code: string;
  division?: string | null | undefined;
}>;


export type ProgrammeRuleQuery = { programme: { code: string, number: string, name: string, nameEn: string, entitlement: Entitlement, basis: string, departmentDecides: Array<string>, department: { code: string, name: string, nameEn: string }, clauses: Array<{ n: number, branch: number, meaning: string, meaningEn: string, basis: string }>, parameters: Array<{ code: string, name: string, nameEn: string, values: Array<{ words: string, wordsEn: string, since: string, until: string | null, source: string, division: { code: string, name: string } }> }> } | null };

export type ParameterRowFragment = { code: string, name: string, nameEn: string, values: Array<{ words: string, wordsEn: string, since: string, until: string | null, source: string, division: { code: string, name: string } }> };

export type ParametersQueryVariables = Exact<{
  division?: string | null | undefined;
}>;


export type ParametersQuery = { parameters: Array<{ code: string, name: string, nameEn: string, values: Array<{ words: string, wordsEn: string, since: string, until: string | null, source: string, division: { code: string, name: string } }> }> };

export type RulesQueryVariables = Exact<{
  division?: string | null | undefined;
}>;


export type RulesQuery = { warningRules: Array<{ code: string, kind: WarningKind, meaning: string, meaningEn: string, cites: string, quote: string, enabled: boolean, raised: number, open: number, confirmed: number, falsePositives: number, precision: number | null }> };

export type TryRuleMutationVariables = Exact<{
  rule: string;
  division?: string | null | undefined;
}>;


export type TryRuleMutation = { startSimulation:
    | { id: string }
    | { code: string, message: string }
   };

export type TrialQueryVariables = Exact<{
  id: string;
}>;


export type TrialQuery = { job: { id: string, kind: JobKind, state: JobState, done: number, of: number | null, failure: { code: string, message: string } | null, simulation: { rule: string, on: string, households: number, counties: Array<{ division: string, households: number, newly: number }> } | null } | null };

export type HearMutationVariables = Exact<{
  input: HearInput;
}>;


export type HearMutation = { done:
    | { __typename: 'Ending' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type WaiveHearingMutationVariables = Exact<{
  input: WaiveHearingInput;
}>;


export type WaiveHearingMutation = { done:
    | { __typename: 'Ending' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type DecideEndingMutationVariables = Exact<{
  input: DecideEndingInput;
}>;


export type DecideEndingMutation = { done:
    | { __typename: 'Ending' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type NotifyDecisionMutationVariables = Exact<{
  input: NotifyDecisionInput;
}>;


export type NotifyDecisionMutation = { done:
    | { __typename: 'Ending' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type CarryOutMutationVariables = Exact<{
  input: CarryOutInput;
}>;


export type CarryOutMutation = { done:
    | { __typename: 'Ending' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type KeepHelpMutationVariables = Exact<{
  input: KeepHelpInput;
}>;


export type KeepHelpMutation = { done:
    | { __typename: 'Ending' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type StartPhaseOutMutationVariables = Exact<{
  input: StartPhaseOutInput;
}>;


export type StartPhaseOutMutation = { done:
    | { __typename: 'PhaseOut' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type ConcludePhaseOutMutationVariables = Exact<{
  input: ConcludePhaseOutInput;
}>;


export type ConcludePhaseOutMutation = { done:
    | { __typename: 'PhaseOut' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type CancelVisitMutationVariables = Exact<{
  input: CancelVisitInput;
}>;


export type CancelVisitMutation = { done:
    | { __typename: 'Refused', code: string, message: string, path: string | null }
    | { __typename: 'Visit' }
   };

export type ConcludeConferenceMutationVariables = Exact<{
  input: ConcludeConferenceInput;
}>;


export type ConcludeConferenceMutation = { done:
    | { __typename: 'Conference' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type CallOffConferenceMutationVariables = Exact<{
  input: CallOffConferenceInput;
}>;


export type CallOffConferenceMutation = { done:
    | { __typename: 'Conference' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type ConfirmCorrectionMutationVariables = Exact<{
  input: ConfirmCorrectionInput;
}>;


export type ConfirmCorrectionMutation = { done:
    | { __typename: 'Correction' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type UpholdFactMutationVariables = Exact<{
  input: UpholdFactInput;
}>;


export type UpholdFactMutation = { done:
    | { __typename: 'Correction' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type RouteApplicationMutationVariables = Exact<{
  input: RouteApplicationInput;
}>;


export type RouteApplicationMutation = { done:
    | { __typename: 'Application' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type CloseApplicationMutationVariables = Exact<{
  input: CloseApplicationInput;
}>;


export type CloseApplicationMutation = { done:
    | { __typename: 'Application' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type ProveDeliveryMutationVariables = Exact<{
  input: ProveDeliveryInput;
}>;


export type ProveDeliveryMutation = { done:
    | { __typename: 'Notice' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type GiveUpDeliveryMutationVariables = Exact<{
  input: GiveUpDeliveryInput;
}>;


export type GiveUpDeliveryMutation = { done:
    | { __typename: 'Notice' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type SubmitUploadMutationVariables = Exact<{
  input: SubmitUploadInput;
}>;


export type SubmitUploadMutation = { done:
    | { __typename: 'Refused', code: string, message: string, path: string | null }
    | { __typename: 'Upload' }
   };

export type AcceptUploadMutationVariables = Exact<{
  input: AcceptUploadInput;
}>;


export type AcceptUploadMutation = { done:
    | { __typename: 'Refused', code: string, message: string, path: string | null }
    | { __typename: 'Upload' }
   };

export type ReturnUploadMutationVariables = Exact<{
  input: ReturnUploadInput;
}>;


export type ReturnUploadMutation = { done:
    | { __typename: 'Refused', code: string, message: string, path: string | null }
    | { __typename: 'Upload' }
   };

export type SubmitAgainMutationVariables = Exact<{
  input: SubmitAgainInput;
}>;


export type SubmitAgainMutation = { done:
    | { __typename: 'Refused', code: string, message: string, path: string | null }
    | { __typename: 'Upload' }
   };

export type HandInPapersMutationVariables = Exact<{
  input: HandInPapersInput;
}>;


export type HandInPapersMutation = { done:
    | { __typename: 'Papers' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type ReceiveReferralMutationVariables = Exact<{
  input: ReceiveReferralInput;
}>;


export type ReceiveReferralMutation = { done:
    | { __typename: 'Referral' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type ReferAgainMutationVariables = Exact<{
  input: ReferAgainInput;
}>;


export type ReferAgainMutation = { done:
    | { __typename: 'Referral' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type WithdrawReferralMutationVariables = Exact<{
  input: WithdrawReferralInput;
}>;


export type WithdrawReferralMutation = { done:
    | { __typename: 'Referral' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type CorrectAnswerMutationVariables = Exact<{
  input: CorrectAnswerInput;
}>;


export type CorrectAnswerMutation = { done:
    | { __typename: 'Referral' }
    | { __typename: 'Refused', code: string, message: string, path: string | null }
   };

export type AboutHouseholdQueryVariables = Exact<{
  id: string;
  number: boolean;
  categories: boolean;
}>;


export type AboutHouseholdQuery = { household: { id: string, number?: string, members: Array<{ person: { id: string, nameMasked: string, determinations?: Array<{ id: string, validFrom: string, category: { name: string, nameEn: string } }> } }> } | null };

export type ReferralsQueryVariables = Exact<{
  box: Box;
  state?: ReferralState | null | undefined;
  overdue?: boolean | null | undefined;
  open?: boolean | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type ReferralsQuery = { referrals: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, state: ReferralState, openedOn: string, dueOn: string | null, overdue: boolean, remindedOn: string | null, escalatedOn: string | null, closedOn: string | null, note: string | null, returnReason: ReferralReturnReason | null, returnNote: string | null, household: { id: string } | null, person: { id: string, nameMasked: string } | null, division: { name: string } | null, fromDepartment: { code: string, name: string, nameEn: string }, toDepartment: { code: string, name: string, nameEn: string }, turn: { code: string, name: string, nameEn: string } | null, lines: Array<{ id: string, action: LineAction, note: string | null, answer: LineAnswer | null, answerReason: string | null, answeredOn: string | null, person: { id: string, nameMasked: string } | null, programme: { number: string, name: string, nameEn: string } | null }>, steps: Array<{ step: ProcedureStep, happenedOn: string, department: { name: string, nameEn: string }, actor: { name: string | null } | null }> }> } };

export type ReferralRowFragment = { id: string, state: ReferralState, openedOn: string, dueOn: string | null, overdue: boolean, remindedOn: string | null, escalatedOn: string | null, closedOn: string | null, note: string | null, returnReason: ReferralReturnReason | null, returnNote: string | null, household: { id: string } | null, person: { id: string, nameMasked: string } | null, division: { name: string } | null, fromDepartment: { code: string, name: string, nameEn: string }, toDepartment: { code: string, name: string, nameEn: string }, turn: { code: string, name: string, nameEn: string } | null, lines: Array<{ id: string, action: LineAction, note: string | null, answer: LineAnswer | null, answerReason: string | null, answeredOn: string | null, person: { id: string, nameMasked: string } | null, programme: { number: string, name: string, nameEn: string } | null }>, steps: Array<{ step: ProcedureStep, happenedOn: string, department: { name: string, nameEn: string }, actor: { name: string | null } | null }> };

export type AcceptReferralMutationVariables = Exact<{
  id: string;
}>;


export type AcceptReferralMutation = { done:
    | { __typename: 'Referral' }
    | { __typename: 'Refused', code: string, message: string }
   };

export type ReturnReferralMutationVariables = Exact<{
  input: ReturnReferralInput;
}>;


export type ReturnReferralMutation = { done:
    | { __typename: 'Referral' }
    | { __typename: 'Refused', code: string, message: string }
   };

export type AnswerReferralMutationVariables = Exact<{
  input: AnswerReferralInput;
}>;


export type AnswerReferralMutation = { done:
    | { __typename: 'Referral' }
    | { __typename: 'Refused', code: string, message: string }
   };

export type CloseReferralMutationVariables = Exact<{
  id: string;
}>;


export type CloseReferralMutation = { done:
    | { __typename: 'Referral' }
    | { __typename: 'Refused', code: string, message: string }
   };

export type SnapshotsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type SnapshotsQuery = { targetSnapshots: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, takenOn: string, count: number, hash: string, certainty: Certainty, programme: { code: string, number: string, name: string, nameEn: string }, division: { code: string, name: string }, open: { totalCount: number }, left: { totalCount: number } }> } };

export type SnapshotItemsQueryVariables = Exact<{
  id: string;
  answered?: boolean | null | undefined;
  still?: boolean | null | undefined;
  first: number;
  after?: string | null | undefined;
  number: boolean;
  place: boolean;
}>;


export type SnapshotItemsQuery = { targetSnapshots: { nodes: Array<{ id: string, count: number, takenOn: string, items: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ householdId: string, personId: string | null, answered: boolean, still: boolean, person: { id: string, nameMasked: string } | null, household: { id: string, number?: string, division?: { name: string } } | null }> } }> } };

export type TakeSnapshotMutationVariables = Exact<{
  programme: string;
  division: string;
  certainty: Certainty;
}>;


export type TakeSnapshotMutation = { takeTargetSnapshot:
    | { code: string, message: string }
    | { id: string, count: number }
   };

export type TargetChangesQueryVariables = Exact<{
  programme: string;
  since?: string | null | undefined;
  first: number;
  number: boolean;
}>;


export type TargetChangesQuery = { targetChanges: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ kind: TargetChangeKind, on: string, householdId: string, personId: string | null, leftBecause: TargetLeaving | null, lostTexts: Array<string>, householdNumber?: string | null, nameMasked: string | null }> } };

export type TargetsQueryVariables = Exact<{
  programme: string;
  division?: string | null | undefined;
  filter?: TargetFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
  number: boolean;
  place: boolean;
  categories: boolean;
  basis: boolean;
  relation: boolean;
  address: boolean;
}>;


export type TargetsQuery = { eligibleTargets: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, certainty: Certainty, since: string, cites: string, leftToDepartment: Array<string>, unknown: Array<{ n: number, meaning: string, meaningEn: string }>, person: { id: string, nameMasked: string, categories?: Array<{ code: string, name: string, nameEn: string }> } | null, household: { id: string, number?: string, address?: string | null, division?: { code: string, name: string }, categories?: Array<{ code: string, name: string, nameEn: string }>, members: Array<{ relation?: string, person: { id: string, nameMasked: string } }> } }> } };

export type PlannedVisitsQueryVariables = Exact<{
  number: boolean;
}>;


export type PlannedVisitsQuery = { visits: { nodes: Array<{ id: string, plannedFor: string | null, household: { id: string, number?: string } | null, person: { id: string, nameMasked: string } | null }> } };

export type WarningsQueryVariables = Exact<{
  filter?: WarningFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type WarningsQuery = { earlyWarnings: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ rank: number, raisedOn: string, household: { id: string, number: string, division: { name: string } } | null, warnings: Array<{ id: string, kind: WarningKind, rule: string, meaning: string, meaningEn: string, cites: string, rank: number, raisedOn: string, person: { id: string, nameMasked: string } | null, programmes: Array<{ number: string, name: string, nameEn: string, department: { name: string, nameEn: string } }>, departments: Array<{ name: string, nameEn: string }>, evidence: Array<{ fact: string, name: string, nameEn: string, words: string, wordsEn: string, department: string, asOf: string, supplier: { name: string, nameEn: string } | null }> }> }> } };

export type TriageMutationVariables = Exact<{
  input: TriageInput;
}>;


export type TriageMutation = { triage:
    | { code: string, message: string }
    | { referrals: Array<{ id: string }>, conferences: Array<{ id: string }>, warnings: Array<{ id: string, state: WarningState }> }
   };

export type CloseWarningsMutationVariables = Exact<{
  input: CloseWarningsInput;
}>;


export type CloseWarningsMutation = { closeWarnings:
    | { code: string, message: string }
    | { outcomes: Array<
        | { __typename: 'Refused', code: string, message: string }
        | { __typename: 'WarningClosed' }
      > }
   };

export type WaitingMattersQueryVariables = Exact<{
  number: boolean;
}>;


export type WaitingMattersQuery = { referrals: { totalCount: number, nodes: Array<{ id: string, state: ReferralState, dueOn: string | null, overdue: boolean, openedOn: string, fromDepartment: { code: string, name: string, nameEn: string }, person: { id: string, nameMasked: string } | null, household: { id: string, number?: string } | null }> }, papersDue: { totalCount: number, nodes: Array<{ id: string, state: PapersState, dueOn: string | null, overdue: boolean, openedOn: string, fromDepartment: { code: string, name: string, nameEn: string }, person: { id: string, nameMasked: string } | null, household: { id: string, number?: string } | null }> } };

export type WaitingProposalsQueryVariables = Exact<{
  number: boolean;
}>;


export type WaitingProposalsQuery = { proposals: { totalCount: number, nodes: Array<{ id: string, act: ProposedAct, dueOn: string, overdue: boolean, enteredAt: string, person: { id: string, nameMasked: string } | null, household: { id: string, number?: string } | null }> } };

export type WaitingReviewsQueryVariables = Exact<{
  number: boolean;
}>;


export type WaitingReviewsQuery = { dueReviews: { totalCount: number, nodes: Array<{ due: string, determination: { category: { code: string, name: string, nameEn: string } }, person: { id: string, nameMasked: string }, household: { id: string, number?: string } | null }> } };

export type WaitingWarningsQueryVariables = Exact<{
  number: boolean;
}>;


export type WaitingWarningsQuery = { earlyWarnings: { totalCount: number, nodes: Array<{ raisedOn: string, lines: Array<{ meaning: string, meaningEn: string, offers: boolean }>, household: { id: string, number?: string } | null }> } };

export type WaitingVisitsQueryVariables = Exact<{
  number: boolean;
}>;


export type WaitingVisitsQuery = { visits: { totalCount: number, nodes: Array<{ id: string, plannedFor: string | null, openedOn: string, person: { id: string, nameMasked: string } | null, household: { id: string, number?: string } | null }> } };

export type WaitingImportsQueryVariables = Exact<{ [key: string]: never; }>;


export type WaitingImportsQuery = { imports: { nodes: Array<{ id: string, name: string, state: JobState, refused: number, receivedAt: string }> } };

export type WaitingJobsQueryVariables = Exact<{ [key: string]: never; }>;


export type WaitingJobsQuery = { jobs: { nodes: Array<{ id: string, kind: JobKind, state: JobState, done: number, of: number | null, askedAt: string }> } };

export type RefusedAtFragment = { code: string, message: string, path: string | null };

export type ToBeConfirmedFragment = { dueOn: string };

export type DepartmentsQueryVariables = Exact<{ [key: string]: never; }>;


export type DepartmentsQuery = { departments: Array<{ code: string, name: string, nameEn: string }> };

export type SavedViewsQueryVariables = Exact<{
  page: string;
}>;


export type SavedViewsQuery = { savedViews: { nodes: Array<{ id: string, name: string, filters: string, shared: boolean, own: boolean, savedBy: { name: string | null } | null }> } };

export type ViewFragment = { id: string, name: string, filters: string, shared: boolean, own: boolean, savedBy: { name: string | null } | null };

export type SaveViewMutationVariables = Exact<{
  page: string;
  name: string;
  filters: string;
  shared: boolean;
}>;


export type SaveViewMutation = { done:
    | { code: string, message: string }
    | { id: string, name: string, filters: string, shared: boolean, own: boolean, savedBy: { name: string | null } | null }
   };

export type ChangeViewMutationVariables = Exact<{
  id: string;
  name?: string | null | undefined;
  filters?: string | null | undefined;
  shared?: boolean | null | undefined;
}>;


export type ChangeViewMutation = { done:
    | { code: string, message: string }
    | { id: string, name: string, filters: string, shared: boolean, own: boolean, savedBy: { name: string | null } | null }
   };

export type RemoveViewMutationVariables = Exact<{
  id: string;
}>;


export type RemoveViewMutation = { done:
    | { code: string, message: string }
    | { id: string, name: string, filters: string, shared: boolean, own: boolean, savedBy: { name: string | null } | null }
   };

export const RefusedTextFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<RefusedTextFragment, unknown>;
export const AgreementRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AgreementRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SharingAgreement"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}},{"kind":"Field","name":{"kind":"Name","value":"quote"}},{"kind":"Field","name":{"kind":"Name","value":"scenario"}},{"kind":"Field","name":{"kind":"Name","value":"fields"}},{"kind":"Field","name":{"kind":"Name","value":"programmes"}},{"kind":"Field","name":{"kind":"Name","value":"divisions"}},{"kind":"Field","name":{"kind":"Name","value":"ways"}},{"kind":"Field","name":{"kind":"Name","value":"quota"}},{"kind":"Field","name":{"kind":"Name","value":"usedToday"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"}},{"kind":"Field","name":{"kind":"Name","value":"requestedOn"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"decidedBy"}},{"kind":"Field","name":{"kind":"Name","value":"decidedOn"}},{"kind":"Field","name":{"kind":"Name","value":"decision"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedBy"}},{"kind":"Field","name":{"kind":"Name","value":"endReason"}}]}}]} as unknown as DocumentNode<AgreementRowFragment, unknown>;
export const OfficerRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OfficerRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Officer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"divisions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"administration"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}},{"kind":"Field","name":{"kind":"Name","value":"resting"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"deputy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"disabledAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}}]}}]} as unknown as DocumentNode<OfficerRowFragment, unknown>;
export const JobRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"of"}},{"kind":"Field","name":{"kind":"Name","value":"askedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"keptUntil"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<JobRowFragment, unknown>;
export const OneClashFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OneClash"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordClash"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"same"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"programmeKind"}},{"kind":"Field","name":{"kind":"Name","value":"month"}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}}]}}]}}]} as unknown as DocumentNode<OneClashFragment, unknown>;
export const FactWordsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FactWords"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FactRead"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fact"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}},{"kind":"Field","name":{"kind":"Name","value":"words"}},{"kind":"Field","name":{"kind":"Name","value":"wordsEn"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"suppliers"}},{"kind":"Field","name":{"kind":"Name","value":"suppliersEn"}},{"kind":"Field","name":{"kind":"Name","value":"cites"}},{"kind":"Field","name":{"kind":"Name","value":"quote"}}]}}]} as unknown as DocumentNode<FactWordsFragment, unknown>;
export const ParameterRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ParameterRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Parameter"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"division"},"value":{"kind":"Variable","name":{"kind":"Name","value":"division"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"division"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"words"}},{"kind":"Field","name":{"kind":"Name","value":"wordsEn"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}}]}}]} as unknown as DocumentNode<ParameterRowFragment, unknown>;
export const ReferralRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReferralRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Referral"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"openedOn"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"remindedOn"}},{"kind":"Field","name":{"kind":"Name","value":"escalatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"closedOn"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"returnReason"}},{"kind":"Field","name":{"kind":"Name","value":"returnNote"}},{"kind":"Field","name":{"kind":"Name","value":"household"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}}]}},{"kind":"Field","name":{"kind":"Name","value":"division"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fromDepartment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"toDepartment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"turn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"answerReason"}},{"kind":"Field","name":{"kind":"Name","value":"answeredOn"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}}]}},{"kind":"Field","name":{"kind":"Name","value":"programme"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"happenedOn"}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<ReferralRowFragment, unknown>;
export const RefusedAtFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<RefusedAtFragment, unknown>;
export const ToBeConfirmedFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ToBeConfirmed"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Proposed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dueOn"}}]}}]} as unknown as DocumentNode<ToBeConfirmedFragment, unknown>;
export const ViewFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"View"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SavedView"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"filters"}},{"kind":"Field","name":{"kind":"Name","value":"shared"}},{"kind":"Field","name":{"kind":"Name","value":"own"}},{"kind":"Field","name":{"kind":"Name","value":"savedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ViewFragment, unknown>;
export const SessionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"client"}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"divisions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"level"}}]}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"sees"}}]}}]}}]} as unknown as DocumentNode<SessionQuery, SessionQueryVariables>;
export const ProgrammesOfDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProgrammesOf"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"department"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"programmes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"department"},"value":{"kind":"Variable","name":{"kind":"Name","value":"department"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}}]}}]} as unknown as DocumentNode<ProgrammesOfQuery, ProgrammesOfQueryVariables>;
export const DivisionsBelowDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DivisionsBelow"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"below"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"divisions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"below"},"value":{"kind":"Variable","name":{"kind":"Name","value":"below"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"parent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}}]}}]} as unknown as DocumentNode<DivisionsBelowQuery, DivisionsBelowQueryVariables>;
export const RevealNameDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RevealName"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"person"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<RevealNameQuery, RevealNameQueryVariables>;
export const RevealNumberDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RevealNumber"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"person"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"idNumber"}}]}}]}}]} as unknown as DocumentNode<RevealNumberQuery, RevealNumberQueryVariables>;
export const HouseholdByNumberDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"HouseholdByNumber"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"number"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"household"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"number"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<HouseholdByNumberQuery, HouseholdByNumberQueryVariables>;
export const AgreementsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Agreements"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"department"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"state"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AgreementState"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"overdue"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sharingAgreements"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"department"},"value":{"kind":"Variable","name":{"kind":"Name","value":"department"}}},{"kind":"Argument","name":{"kind":"Name","value":"state"},"value":{"kind":"Variable","name":{"kind":"Name","value":"state"}}},{"kind":"Argument","name":{"kind":"Name","value":"overdue"},"value":{"kind":"Variable","name":{"kind":"Name","value":"overdue"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AgreementRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AgreementRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SharingAgreement"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}},{"kind":"Field","name":{"kind":"Name","value":"quote"}},{"kind":"Field","name":{"kind":"Name","value":"scenario"}},{"kind":"Field","name":{"kind":"Name","value":"fields"}},{"kind":"Field","name":{"kind":"Name","value":"programmes"}},{"kind":"Field","name":{"kind":"Name","value":"divisions"}},{"kind":"Field","name":{"kind":"Name","value":"ways"}},{"kind":"Field","name":{"kind":"Name","value":"quota"}},{"kind":"Field","name":{"kind":"Name","value":"usedToday"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"}},{"kind":"Field","name":{"kind":"Name","value":"requestedOn"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"decidedBy"}},{"kind":"Field","name":{"kind":"Name","value":"decidedOn"}},{"kind":"Field","name":{"kind":"Name","value":"decision"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedBy"}},{"kind":"Field","name":{"kind":"Name","value":"endReason"}}]}}]} as unknown as DocumentNode<AgreementsQuery, AgreementsQueryVariables>;
export const RequestSharingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RequestSharing"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RequestSharingInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"requestSharing"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<RequestSharingMutation, RequestSharingMutationVariables>;
export const DecideSharingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DecideSharing"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"grant"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"reason"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"replace"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"decideSharing"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"grant"},"value":{"kind":"Variable","name":{"kind":"Name","value":"grant"}}},{"kind":"Argument","name":{"kind":"Name","value":"reason"},"value":{"kind":"Variable","name":{"kind":"Name","value":"reason"}}},{"kind":"Argument","name":{"kind":"Name","value":"replace"},"value":{"kind":"Variable","name":{"kind":"Name","value":"replace"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<DecideSharingMutation, DecideSharingMutationVariables>;
export const EndSharingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EndSharing"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"reason"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"endSharing"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"reason"},"value":{"kind":"Variable","name":{"kind":"Name","value":"reason"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<EndSharingMutation, EndSharingMutationVariables>;
export const OfficersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Officers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"department"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"account"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"officers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"department"},"value":{"kind":"Variable","name":{"kind":"Name","value":"department"}}},{"kind":"Argument","name":{"kind":"Name","value":"account"},"value":{"kind":"Variable","name":{"kind":"Name","value":"account"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OfficerRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OfficerRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Officer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"divisions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"administration"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}},{"kind":"Field","name":{"kind":"Name","value":"resting"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"deputy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"disabledAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}}]}}]} as unknown as DocumentNode<OfficersQuery, OfficersQueryVariables>;
export const AddOfficerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddOfficer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"account"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"department"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"divisions"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"validFrom"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"validTo"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"addOfficer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"account"},"value":{"kind":"Variable","name":{"kind":"Name","value":"account"}}},{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}},{"kind":"Argument","name":{"kind":"Name","value":"department"},"value":{"kind":"Variable","name":{"kind":"Name","value":"department"}}},{"kind":"Argument","name":{"kind":"Name","value":"divisions"},"value":{"kind":"Variable","name":{"kind":"Name","value":"divisions"}}},{"kind":"Argument","name":{"kind":"Name","value":"validFrom"},"value":{"kind":"Variable","name":{"kind":"Name","value":"validFrom"}}},{"kind":"Argument","name":{"kind":"Name","value":"validTo"},"value":{"kind":"Variable","name":{"kind":"Name","value":"validTo"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<AddOfficerMutation, AddOfficerMutationVariables>;
export const ChangeOfficerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangeOfficer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"account"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"department"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"divisions"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"validFrom"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"validTo"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"changeOfficer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"account"},"value":{"kind":"Variable","name":{"kind":"Name","value":"account"}}},{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}},{"kind":"Argument","name":{"kind":"Name","value":"department"},"value":{"kind":"Variable","name":{"kind":"Name","value":"department"}}},{"kind":"Argument","name":{"kind":"Name","value":"divisions"},"value":{"kind":"Variable","name":{"kind":"Name","value":"divisions"}}},{"kind":"Argument","name":{"kind":"Name","value":"validFrom"},"value":{"kind":"Variable","name":{"kind":"Name","value":"validFrom"}}},{"kind":"Argument","name":{"kind":"Name","value":"validTo"},"value":{"kind":"Variable","name":{"kind":"Name","value":"validTo"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<ChangeOfficerMutation, ChangeOfficerMutationVariables>;
export const DisableOfficerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DisableOfficer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"account"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"disableOfficer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"account"},"value":{"kind":"Variable","name":{"kind":"Name","value":"account"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<DisableOfficerMutation, DisableOfficerMutationVariables>;
export const EnableOfficerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EnableOfficer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"account"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"enableOfficer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"account"},"value":{"kind":"Variable","name":{"kind":"Name","value":"account"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<EnableOfficerMutation, EnableOfficerMutationVariables>;
export const EnrolOfficerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EnrolOfficer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"account"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"enrolOfficer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"account"},"value":{"kind":"Variable","name":{"kind":"Name","value":"account"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Enrolment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"link"}},{"kind":"Field","name":{"kind":"Name","value":"minutes"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<EnrolOfficerMutation, EnrolOfficerMutationVariables>;
export const GiveRolesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"GiveRoles"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"account"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"roles"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OfficerRoleCode"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"giveRoles"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"account"},"value":{"kind":"Variable","name":{"kind":"Name","value":"account"}}},{"kind":"Argument","name":{"kind":"Name","value":"roles"},"value":{"kind":"Variable","name":{"kind":"Name","value":"roles"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<GiveRolesMutation, GiveRolesMutationVariables>;
export const NameDeputyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"NameDeputy"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"account"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"deputy"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"nameDeputy"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"account"},"value":{"kind":"Variable","name":{"kind":"Name","value":"account"}}},{"kind":"Argument","name":{"kind":"Name","value":"deputy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"deputy"}}},{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<NameDeputyMutation, NameDeputyMutationVariables>;
export const EndDeputyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EndDeputy"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"account"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"endDeputy"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"account"},"value":{"kind":"Variable","name":{"kind":"Name","value":"account"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<EndDeputyMutation, EndDeputyMutationVariables>;
export const SourcesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sourceSchedules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"everyMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAt"}},{"kind":"Field","name":{"kind":"Name","value":"failures"}},{"kind":"Field","name":{"kind":"Name","value":"failing"}},{"kind":"Field","name":{"kind":"Name","value":"failure"}},{"kind":"Field","name":{"kind":"Name","value":"paused"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"by"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]} as unknown as DocumentNode<SourcesQuery, SourcesQueryVariables>;
export const JobsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Jobs"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"jobs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"of"}},{"kind":"Field","name":{"kind":"Name","value":"askedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"keptUntil"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<JobsQuery, JobsQueryVariables>;
export const CancelJobDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelJob"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"cancelJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<CancelJobMutation, CancelJobMutationVariables>;
export const TriageGapDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TriageGap"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TriageInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"triage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<TriageGapMutation, TriageGapMutationVariables>;
export const ReferDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Refer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReferInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"refer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<ReferMutation, ReferMutationVariables>;
export const PlanVisitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PlanVisit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PlanVisitInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"planVisit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<PlanVisitMutation, PlanVisitMutationVariables>;
export const RecordVisitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RecordVisit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordVisitInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"recordVisit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<RecordVisitMutation, RecordVisitMutationVariables>;
export const ConveneDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Convene"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConveneInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"convene"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<ConveneMutation, ConveneMutationVariables>;
export const ReceiveApplicationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReceiveApplication"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReceiveApplicationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"receiveApplication"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<ReceiveApplicationMutation, ReceiveApplicationMutationVariables>;
export const SendNoticeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SendNotice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SendNoticeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"sendNotice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<SendNoticeMutation, SendNoticeMutationVariables>;
export const RecordCharityDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RecordCharity"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordCharityInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"recordCharity"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<RecordCharityMutation, RecordCharityMutationVariables>;
export const ProposeEndingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ProposeEnding"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProposeEndingInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"proposeEnding"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<ProposeEndingMutation, ProposeEndingMutationVariables>;
export const RequestCorrectionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RequestCorrection"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RequestCorrectionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"requestCorrection"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<RequestCorrectionMutation, RequestCorrectionMutationVariables>;
export const DetermineDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Determine"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeterminationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"determine"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ToBeConfirmed"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ToBeConfirmed"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Proposed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dueOn"}}]}}]} as unknown as DocumentNode<DetermineMutation, DetermineMutationVariables>;
export const EndDeterminationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EndDetermination"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"determination"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"on"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"reason"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"withoutHearing"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"WithoutHearingInput"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"endDetermination"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"determination"},"value":{"kind":"Variable","name":{"kind":"Name","value":"determination"}}},{"kind":"Argument","name":{"kind":"Name","value":"on"},"value":{"kind":"Variable","name":{"kind":"Name","value":"on"}}},{"kind":"Argument","name":{"kind":"Name","value":"reason"},"value":{"kind":"Variable","name":{"kind":"Name","value":"reason"}}},{"kind":"Argument","name":{"kind":"Name","value":"withoutHearing"},"value":{"kind":"Variable","name":{"kind":"Name","value":"withoutHearing"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ToBeConfirmed"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ToBeConfirmed"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Proposed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dueOn"}}]}}]} as unknown as DocumentNode<EndDeterminationMutation, EndDeterminationMutationVariables>;
export const CorrectDeterminationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CorrectDetermination"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeterminationCorrectionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"correctDetermination"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ToBeConfirmed"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ToBeConfirmed"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Proposed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dueOn"}}]}}]} as unknown as DocumentNode<CorrectDeterminationMutation, CorrectDeterminationMutationVariables>;
export const VoidDeterminationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"VoidDetermination"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"determination"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"seen"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Instant"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"reason"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"following"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Continuation"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"voidDetermination"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"determination"},"value":{"kind":"Variable","name":{"kind":"Name","value":"determination"}}},{"kind":"Argument","name":{"kind":"Name","value":"seen"},"value":{"kind":"Variable","name":{"kind":"Name","value":"seen"}}},{"kind":"Argument","name":{"kind":"Name","value":"reason"},"value":{"kind":"Variable","name":{"kind":"Name","value":"reason"}}},{"kind":"Argument","name":{"kind":"Name","value":"following"},"value":{"kind":"Variable","name":{"kind":"Name","value":"following"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ToBeConfirmed"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ToBeConfirmed"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Proposed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dueOn"}}]}}]} as unknown as DocumentNode<VoidDeterminationMutation, VoidDeterminationMutationVariables>;
export const ReviewDeterminationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReviewDetermination"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"determination"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"seen"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Instant"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"on"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"reason"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"nextDue"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"reviewDetermination"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"determination"},"value":{"kind":"Variable","name":{"kind":"Name","value":"determination"}}},{"kind":"Argument","name":{"kind":"Name","value":"seen"},"value":{"kind":"Variable","name":{"kind":"Name","value":"seen"}}},{"kind":"Argument","name":{"kind":"Name","value":"on"},"value":{"kind":"Variable","name":{"kind":"Name","value":"on"}}},{"kind":"Argument","name":{"kind":"Name","value":"reason"},"value":{"kind":"Variable","name":{"kind":"Name","value":"reason"}}},{"kind":"Argument","name":{"kind":"Name","value":"nextDue"},"value":{"kind":"Variable","name":{"kind":"Name","value":"nextDue"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<ReviewDeterminationMutation, ReviewDeterminationMutationVariables>;
export const CorrectPersonDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CorrectPerson"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CorrectPersonInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"correctPerson"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ToBeConfirmed"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ToBeConfirmed"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Proposed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dueOn"}}]}}]} as unknown as DocumentNode<CorrectPersonMutation, CorrectPersonMutationVariables>;
export const ChangeContactsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangeContacts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeContactsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"changeContacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ToBeConfirmed"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ToBeConfirmed"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Proposed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dueOn"}}]}}]} as unknown as DocumentNode<ChangeContactsMutation, ChangeContactsMutationVariables>;
export const LeaveHouseholdDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"LeaveHousehold"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LeaveHouseholdInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"leaveHousehold"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ToBeConfirmed"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ToBeConfirmed"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Proposed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dueOn"}}]}}]} as unknown as DocumentNode<LeaveHouseholdMutation, LeaveHouseholdMutationVariables>;
export const ChainDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Chain"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"knownAt"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Instant"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"days"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"amounts"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"civil_affairs"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"education_aid"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"human_resources"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"housing"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"health"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"emergency_management"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"rural_revitalization"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"medical_insurance"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"disabled_federation"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"household"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"chain"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}}},{"kind":"Argument","name":{"kind":"Name","value":"knownAt"},"value":{"kind":"Variable","name":{"kind":"Name","value":"knownAt"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"month"}},{"kind":"Field","name":{"kind":"Name","value":"happenedOn"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"days"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}}]}},{"kind":"Field","name":{"kind":"Name","value":"programme"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}},{"kind":"Field","name":{"kind":"Name","value":"cites"}},{"kind":"Field","name":{"kind":"Name","value":"quote"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"periodFrom"}},{"kind":"Field","name":{"kind":"Name","value":"periodTo"}},{"kind":"Field","name":{"kind":"Name","value":"term"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"hash"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"programmeKind"}},{"kind":"Field","name":{"kind":"Name","value":"month"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordElsewhereWithAmount"}},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"amounts"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"clashes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OneClash"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CivilAffairsRecord"}},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"civil_affairs"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"clashes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OneClash"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EducationAidRecord"}},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"education_aid"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"clashes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OneClash"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"HumanResourcesRecord"}},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"human_resources"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"clashes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OneClash"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"HousingRecord"}},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"housing"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"clashes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OneClash"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"HealthRecord"}},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"health"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"clashes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OneClash"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EmergencyManagementRecord"}},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"emergency_management"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"clashes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OneClash"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RuralRevitalizationRecord"}},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"rural_revitalization"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"clashes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OneClash"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MedicalInsuranceRecord"}},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"medical_insurance"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"clashes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OneClash"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DisabledFederationRecord"}},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"disabled_federation"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"clashes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OneClash"}}]}}]}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OneClash"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RecordClash"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"same"}},{"kind":"Field","name":{"kind":"Name","value":"record"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"programmeKind"}},{"kind":"Field","name":{"kind":"Name","value":"month"}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}}]}}]}}]} as unknown as DocumentNode<ChainQuery, ChainQueryVariables>;
export const HouseholdHeadDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"HouseholdHead"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"number"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"place"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"address"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"residence"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"basis"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"relation"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"birth"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"sex"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"categories"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"register"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"household"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"number"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"address"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"address"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"residence"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"residence"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"asOf"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"closedOn"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"division"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"place"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"parent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"categories"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"basis"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}},{"kind":"Field","name":{"kind":"Name","value":"cites"}},{"kind":"Field","name":{"kind":"Name","value":"quote"}}]}},{"kind":"Field","name":{"kind":"Name","value":"members"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"relation"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"relation"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"since"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"relation"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"relation"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"register"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"sex"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"sex"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"birthDate"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"birth"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"categories"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"categories"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"determinations"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"categories"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"reviewDue"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"category"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<HouseholdHeadQuery, HouseholdHeadQueryVariables>;
export const GapsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Gaps"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"household"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"earlyWarnings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"household"},"value":{"kind":"Variable","name":{"kind":"Name","value":"household"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"warnings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"state"},"value":{"kind":"EnumValue","value":"OPEN"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"meaning"}},{"kind":"Field","name":{"kind":"Name","value":"meaningEn"}},{"kind":"Field","name":{"kind":"Name","value":"cites"}},{"kind":"Field","name":{"kind":"Name","value":"quote"}},{"kind":"Field","name":{"kind":"Name","value":"raisedOn"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}}]}},{"kind":"Field","name":{"kind":"Name","value":"programmes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"evidence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fact"}},{"kind":"Field","name":{"kind":"Name","value":"department"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<GapsQuery, GapsQueryVariables>;
export const SubjectLooksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SubjectLooks"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idNumber"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"basis"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subjectAccess"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"idNumber"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idNumber"}}},{"kind":"Argument","name":{"kind":"Name","value":"basis"},"value":{"kind":"Variable","name":{"kind":"Name","value":"basis"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"looks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"department"}},{"kind":"Field","name":{"kind":"Name","value":"actorKind"}},{"kind":"Field","name":{"kind":"Name","value":"own"}},{"kind":"Field","name":{"kind":"Name","value":"purpose"}},{"kind":"Field","name":{"kind":"Name","value":"opened"}},{"kind":"Field","name":{"kind":"Name","value":"actor"}},{"kind":"Field","name":{"kind":"Name","value":"client"}},{"kind":"Field","name":{"kind":"Name","value":"note"}}]}}]}}]}}]} as unknown as DocumentNode<SubjectLooksQuery, SubjectLooksQueryVariables>;
export const ProposalsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Proposals"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"box"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProposalBox"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ProposalFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"proposals"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"box"},"value":{"kind":"Variable","name":{"kind":"Name","value":"box"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"act"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"enteredAt"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"overtaken"}},{"kind":"Field","name":{"kind":"Name","value":"reviews"}},{"kind":"Field","name":{"kind":"Name","value":"reviewedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"householdNumber"}},{"kind":"Field","name":{"kind":"Name","value":"household"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}}]}},{"kind":"Field","name":{"kind":"Name","value":"enteredBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"decidedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"before"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ProposalsQuery, ProposalsQueryVariables>;
export const DecideProposalsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DecideProposals"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"items"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProposalDecisionInput"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"decideProposals"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"items"},"value":{"kind":"Variable","name":{"kind":"Name","value":"items"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProposalDecisions"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcomes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProposalDecided"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"proposal"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<DecideProposalsMutation, DecideProposalsMutationVariables>;
export const SupervisionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Supervision"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SupervisionLevel"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"division"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"department"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"programme"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"entitlement"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Entitlement"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"supervision"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}},{"kind":"Argument","name":{"kind":"Name","value":"division"},"value":{"kind":"Variable","name":{"kind":"Name","value":"division"}}},{"kind":"Argument","name":{"kind":"Name","value":"department"},"value":{"kind":"Variable","name":{"kind":"Name","value":"department"}}},{"kind":"Argument","name":{"kind":"Name","value":"programme"},"value":{"kind":"Variable","name":{"kind":"Name","value":"programme"}}},{"kind":"Argument","name":{"kind":"Name","value":"entitlement"},"value":{"kind":"Variable","name":{"kind":"Name","value":"entitlement"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"targets"}},{"kind":"Field","name":{"kind":"Name","value":"covered"}},{"kind":"Field","name":{"kind":"Name","value":"missed"}},{"kind":"Field","name":{"kind":"Name","value":"duplicates"}},{"kind":"Field","name":{"kind":"Name","value":"publishedFor"}},{"kind":"Field","name":{"kind":"Name","value":"division"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"programme"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}}]}}]}}]} as unknown as DocumentNode<SupervisionQuery, SupervisionQueryVariables>;
export const HandlingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Handling"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SupervisionLevel"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"division"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"department"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"handling"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}},{"kind":"Argument","name":{"kind":"Name","value":"division"},"value":{"kind":"Variable","name":{"kind":"Name","value":"division"}}},{"kind":"Argument","name":{"kind":"Name","value":"department"},"value":{"kind":"Variable","name":{"kind":"Name","value":"department"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"open"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"division"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}}]} as unknown as DocumentNode<HandlingQuery, HandlingQueryVariables>;
export const CountiesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Counties"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"divisions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"level"},"value":{"kind":"EnumValue","value":"COUNTY"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"parent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"departments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}}]}}]} as unknown as DocumentNode<CountiesQuery, CountiesQueryVariables>;
export const ExplainDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Explain"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"household"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"programme"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explain"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"household"},"value":{"kind":"Variable","name":{"kind":"Name","value":"household"}}},{"kind":"Argument","name":{"kind":"Name","value":"programme"},"value":{"kind":"Variable","name":{"kind":"Name","value":"programme"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subjectId"}},{"kind":"Field","name":{"kind":"Name","value":"memberId"}},{"kind":"Field","name":{"kind":"Name","value":"certainty"}},{"kind":"Field","name":{"kind":"Name","value":"leftToDepartment"}},{"kind":"Field","name":{"kind":"Name","value":"cites"}},{"kind":"Field","name":{"kind":"Name","value":"quote"}},{"kind":"Field","name":{"kind":"Name","value":"clauses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"branch"}},{"kind":"Field","name":{"kind":"Name","value":"meaning"}},{"kind":"Field","name":{"kind":"Name","value":"meaningEn"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}},{"kind":"Field","name":{"kind":"Name","value":"truth"}},{"kind":"Field","name":{"kind":"Name","value":"read"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FactWords"}},{"kind":"Field","name":{"kind":"Name","value":"because"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"branch"}},{"kind":"Field","name":{"kind":"Name","value":"meaning"}},{"kind":"Field","name":{"kind":"Name","value":"meaningEn"}},{"kind":"Field","name":{"kind":"Name","value":"truth"}},{"kind":"Field","name":{"kind":"Name","value":"read"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FactWords"}}]}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FactWords"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FactRead"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fact"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}},{"kind":"Field","name":{"kind":"Name","value":"words"}},{"kind":"Field","name":{"kind":"Name","value":"wordsEn"}},{"kind":"Field","name":{"kind":"Name","value":"withheld"}},{"kind":"Field","name":{"kind":"Name","value":"suppliers"}},{"kind":"Field","name":{"kind":"Name","value":"suppliersEn"}},{"kind":"Field","name":{"kind":"Name","value":"cites"}},{"kind":"Field","name":{"kind":"Name","value":"quote"}}]}}]} as unknown as DocumentNode<ExplainQuery, ExplainQueryVariables>;
export const ExplainedHouseholdDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ExplainedHousehold"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"number"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"household"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"members"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"programmes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}}]}}]}}]} as unknown as DocumentNode<ExplainedHouseholdQuery, ExplainedHouseholdQueryVariables>;
export const ImportDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Import"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"import"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"checkOnly"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"of"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}},{"kind":"Field","name":{"kind":"Name","value":"skipped"}},{"kind":"Field","name":{"kind":"Name","value":"warned"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"column"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ImportQuery, ImportQueryVariables>;
export const ImportsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Imports"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"imports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"checkOnly"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"of"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}}]}}]}}]}}]} as unknown as DocumentNode<ImportsQuery, ImportsQueryVariables>;
export const PolicyDocumentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PolicyDocument"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"policyDocument"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"issuedOn"}},{"kind":"Field","name":{"kind":"Name","value":"sections"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"sentences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"cites"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"carriers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}},{"kind":"Field","name":{"kind":"Name","value":"quotes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"duties"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"quote"}},{"kind":"Field","name":{"kind":"Name","value":"fields"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"noteEn"}},{"kind":"Field","name":{"kind":"Name","value":"leftToOffices"}},{"kind":"Field","name":{"kind":"Name","value":"leftToOfficesEn"}},{"kind":"Field","name":{"kind":"Name","value":"carriers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"programmes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}}]}}]}}]} as unknown as DocumentNode<PolicyDocumentQuery, PolicyDocumentQueryVariables>;
export const ProgrammeRuleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProgrammeRule"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"division"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"programme"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"entitlement"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}},{"kind":"Field","name":{"kind":"Name","value":"departmentDecides"}},{"kind":"Field","name":{"kind":"Name","value":"clauses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"branch"}},{"kind":"Field","name":{"kind":"Name","value":"meaning"}},{"kind":"Field","name":{"kind":"Name","value":"meaningEn"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}}]}},{"kind":"Field","name":{"kind":"Name","value":"parameters"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ParameterRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ParameterRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Parameter"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"division"},"value":{"kind":"Variable","name":{"kind":"Name","value":"division"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"division"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"words"}},{"kind":"Field","name":{"kind":"Name","value":"wordsEn"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}}]}}]} as unknown as DocumentNode<ProgrammeRuleQuery, ProgrammeRuleQueryVariables>;
export const ParametersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Parameters"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"division"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"parameters"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ParameterRow"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ParameterRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Parameter"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"division"},"value":{"kind":"Variable","name":{"kind":"Name","value":"division"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"division"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"words"}},{"kind":"Field","name":{"kind":"Name","value":"wordsEn"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"until"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}}]}}]} as unknown as DocumentNode<ParametersQuery, ParametersQueryVariables>;
export const RulesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Rules"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"division"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"warningRules"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"division"},"value":{"kind":"Variable","name":{"kind":"Name","value":"division"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"meaning"}},{"kind":"Field","name":{"kind":"Name","value":"meaningEn"}},{"kind":"Field","name":{"kind":"Name","value":"cites"}},{"kind":"Field","name":{"kind":"Name","value":"quote"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"raised"}},{"kind":"Field","name":{"kind":"Name","value":"open"}},{"kind":"Field","name":{"kind":"Name","value":"confirmed"}},{"kind":"Field","name":{"kind":"Name","value":"falsePositives"}},{"kind":"Field","name":{"kind":"Name","value":"precision"}}]}}]}}]} as unknown as DocumentNode<RulesQuery, RulesQueryVariables>;
export const TryRuleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TryRule"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"rule"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"division"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startSimulation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"rule"},"value":{"kind":"Variable","name":{"kind":"Name","value":"rule"}}},{"kind":"Argument","name":{"kind":"Name","value":"division"},"value":{"kind":"Variable","name":{"kind":"Name","value":"division"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Job"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<TryRuleMutation, TryRuleMutationVariables>;
export const TrialDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Trial"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"of"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"simulation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"on"}},{"kind":"Field","name":{"kind":"Name","value":"households"}},{"kind":"Field","name":{"kind":"Name","value":"counties"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"division"}},{"kind":"Field","name":{"kind":"Name","value":"households"}},{"kind":"Field","name":{"kind":"Name","value":"newly"}}]}}]}}]}}]}}]} as unknown as DocumentNode<TrialQuery, TrialQueryVariables>;
export const HearDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Hear"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"HearInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"hear"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<HearMutation, HearMutationVariables>;
export const WaiveHearingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WaiveHearing"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"WaiveHearingInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"waiveHearing"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<WaiveHearingMutation, WaiveHearingMutationVariables>;
export const DecideEndingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DecideEnding"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DecideEndingInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"decideEnding"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<DecideEndingMutation, DecideEndingMutationVariables>;
export const NotifyDecisionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"NotifyDecision"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NotifyDecisionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"notifyDecision"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<NotifyDecisionMutation, NotifyDecisionMutationVariables>;
export const CarryOutDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CarryOut"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CarryOutInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"carryOut"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<CarryOutMutation, CarryOutMutationVariables>;
export const KeepHelpDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"KeepHelp"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"KeepHelpInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"keepHelp"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<KeepHelpMutation, KeepHelpMutationVariables>;
export const StartPhaseOutDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartPhaseOut"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StartPhaseOutInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"startPhaseOut"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<StartPhaseOutMutation, StartPhaseOutMutationVariables>;
export const ConcludePhaseOutDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConcludePhaseOut"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConcludePhaseOutInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"concludePhaseOut"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<ConcludePhaseOutMutation, ConcludePhaseOutMutationVariables>;
export const CancelVisitDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelVisit"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CancelVisitInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"cancelVisit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<CancelVisitMutation, CancelVisitMutationVariables>;
export const ConcludeConferenceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConcludeConference"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConcludeConferenceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"concludeConference"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<ConcludeConferenceMutation, ConcludeConferenceMutationVariables>;
export const CallOffConferenceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CallOffConference"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CallOffConferenceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"callOffConference"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<CallOffConferenceMutation, CallOffConferenceMutationVariables>;
export const ConfirmCorrectionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConfirmCorrection"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConfirmCorrectionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"confirmCorrection"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<ConfirmCorrectionMutation, ConfirmCorrectionMutationVariables>;
export const UpholdFactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpholdFact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpholdFactInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"upholdFact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<UpholdFactMutation, UpholdFactMutationVariables>;
export const RouteApplicationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RouteApplication"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RouteApplicationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"routeApplication"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<RouteApplicationMutation, RouteApplicationMutationVariables>;
export const CloseApplicationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CloseApplication"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CloseApplicationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"closeApplication"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<CloseApplicationMutation, CloseApplicationMutationVariables>;
export const ProveDeliveryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ProveDelivery"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProveDeliveryInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"proveDelivery"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<ProveDeliveryMutation, ProveDeliveryMutationVariables>;
export const GiveUpDeliveryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"GiveUpDelivery"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GiveUpDeliveryInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"giveUpDelivery"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<GiveUpDeliveryMutation, GiveUpDeliveryMutationVariables>;
export const SubmitUploadDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubmitUpload"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubmitUploadInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"submitUpload"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<SubmitUploadMutation, SubmitUploadMutationVariables>;
export const AcceptUploadDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AcceptUpload"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AcceptUploadInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"acceptUpload"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<AcceptUploadMutation, AcceptUploadMutationVariables>;
export const ReturnUploadDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReturnUpload"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReturnUploadInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"returnUpload"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<ReturnUploadMutation, ReturnUploadMutationVariables>;
export const SubmitAgainDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubmitAgain"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubmitAgainInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"submitAgain"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<SubmitAgainMutation, SubmitAgainMutationVariables>;
export const HandInPapersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"HandInPapers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"HandInPapersInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"handInPapers"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<HandInPapersMutation, HandInPapersMutationVariables>;
export const ReceiveReferralDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReceiveReferral"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReceiveReferralInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"receiveReferral"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<ReceiveReferralMutation, ReceiveReferralMutationVariables>;
export const ReferAgainDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReferAgain"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReferAgainInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"referAgain"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<ReferAgainMutation, ReferAgainMutationVariables>;
export const WithdrawReferralDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WithdrawReferral"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"WithdrawReferralInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"withdrawReferral"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<WithdrawReferralMutation, WithdrawReferralMutationVariables>;
export const CorrectAnswerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CorrectAnswer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CorrectAnswerInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"correctAnswer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedAt"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedAt"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]} as unknown as DocumentNode<CorrectAnswerMutation, CorrectAnswerMutationVariables>;
export const AboutHouseholdDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AboutHousehold"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"number"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"categories"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"household"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"members"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}},{"kind":"Field","name":{"kind":"Name","value":"determinations"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"categories"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"category"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<AboutHouseholdQuery, AboutHouseholdQueryVariables>;
export const ReferralsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Referrals"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"box"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Box"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"state"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ReferralState"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"overdue"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"open"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"referrals"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"box"},"value":{"kind":"Variable","name":{"kind":"Name","value":"box"}}},{"kind":"Argument","name":{"kind":"Name","value":"state"},"value":{"kind":"Variable","name":{"kind":"Name","value":"state"}}},{"kind":"Argument","name":{"kind":"Name","value":"overdue"},"value":{"kind":"Variable","name":{"kind":"Name","value":"overdue"}}},{"kind":"Argument","name":{"kind":"Name","value":"open"},"value":{"kind":"Variable","name":{"kind":"Name","value":"open"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReferralRow"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReferralRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Referral"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"openedOn"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"remindedOn"}},{"kind":"Field","name":{"kind":"Name","value":"escalatedOn"}},{"kind":"Field","name":{"kind":"Name","value":"closedOn"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"returnReason"}},{"kind":"Field","name":{"kind":"Name","value":"returnNote"}},{"kind":"Field","name":{"kind":"Name","value":"household"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}}]}},{"kind":"Field","name":{"kind":"Name","value":"division"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"fromDepartment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"toDepartment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"turn"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"answer"}},{"kind":"Field","name":{"kind":"Name","value":"answerReason"}},{"kind":"Field","name":{"kind":"Name","value":"answeredOn"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}}]}},{"kind":"Field","name":{"kind":"Name","value":"programme"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"happenedOn"}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<ReferralsQuery, ReferralsQueryVariables>;
export const AcceptReferralDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AcceptReferral"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"acceptReferral"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<AcceptReferralMutation, AcceptReferralMutationVariables>;
export const ReturnReferralDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReturnReferral"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReturnReferralInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"returnReferral"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<ReturnReferralMutation, ReturnReferralMutationVariables>;
export const AnswerReferralDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AnswerReferral"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AnswerReferralInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"answerReferral"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<AnswerReferralMutation, AnswerReferralMutationVariables>;
export const CloseReferralDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CloseReferral"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"closeReferral"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<CloseReferralMutation, CloseReferralMutationVariables>;
export const SnapshotsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Snapshots"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"targetSnapshots"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"takenOn"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"hash"}},{"kind":"Field","name":{"kind":"Name","value":"certainty"}},{"kind":"Field","name":{"kind":"Name","value":"programme"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"division"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"open"},"name":{"kind":"Name","value":"items"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"answered"},"value":{"kind":"BooleanValue","value":false}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"left"},"name":{"kind":"Name","value":"items"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"still"},"value":{"kind":"BooleanValue","value":false}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SnapshotsQuery, SnapshotsQueryVariables>;
export const SnapshotItemsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SnapshotItems"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"answered"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"still"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"number"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"place"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"targetSnapshots"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"takenOn"}},{"kind":"Field","name":{"kind":"Name","value":"items"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"answered"},"value":{"kind":"Variable","name":{"kind":"Name","value":"answered"}}},{"kind":"Argument","name":{"kind":"Name","value":"still"},"value":{"kind":"Variable","name":{"kind":"Name","value":"still"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"householdId"}},{"kind":"Field","name":{"kind":"Name","value":"personId"}},{"kind":"Field","name":{"kind":"Name","value":"answered"}},{"kind":"Field","name":{"kind":"Name","value":"still"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}}]}},{"kind":"Field","name":{"kind":"Name","value":"household"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"division"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"place"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<SnapshotItemsQuery, SnapshotItemsQueryVariables>;
export const TakeSnapshotDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TakeSnapshot"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"programme"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"division"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"certainty"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Certainty"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"takeTargetSnapshot"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"programme"},"value":{"kind":"Variable","name":{"kind":"Name","value":"programme"}}},{"kind":"Argument","name":{"kind":"Name","value":"division"},"value":{"kind":"Variable","name":{"kind":"Name","value":"division"}}},{"kind":"Argument","name":{"kind":"Name","value":"certainty"},"value":{"kind":"Variable","name":{"kind":"Name","value":"certainty"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TargetSnapshot"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<TakeSnapshotMutation, TakeSnapshotMutationVariables>;
export const TargetChangesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TargetChanges"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"programme"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"since"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"number"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"targetChanges"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"programme"},"value":{"kind":"Variable","name":{"kind":"Name","value":"programme"}}},{"kind":"Argument","name":{"kind":"Name","value":"since"},"value":{"kind":"Variable","name":{"kind":"Name","value":"since"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"on"}},{"kind":"Field","name":{"kind":"Name","value":"householdId"}},{"kind":"Field","name":{"kind":"Name","value":"personId"}},{"kind":"Field","name":{"kind":"Name","value":"leftBecause"}},{"kind":"Field","name":{"kind":"Name","value":"lostTexts"}},{"kind":"Field","name":{"kind":"Name","value":"householdNumber"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}}]}}]}}]}}]} as unknown as DocumentNode<TargetChangesQuery, TargetChangesQueryVariables>;
export const TargetsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Targets"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"programme"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"division"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TargetFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"number"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"place"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"categories"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"basis"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"relation"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"address"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eligibleTargets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"programme"},"value":{"kind":"Variable","name":{"kind":"Name","value":"programme"}}},{"kind":"Argument","name":{"kind":"Name","value":"division"},"value":{"kind":"Variable","name":{"kind":"Name","value":"division"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"certainty"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"cites"}},{"kind":"Field","name":{"kind":"Name","value":"unknown"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"n"}},{"kind":"Field","name":{"kind":"Name","value":"meaning"}},{"kind":"Field","name":{"kind":"Name","value":"meaningEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"leftToDepartment"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}},{"kind":"Field","name":{"kind":"Name","value":"categories"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"categories"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"household"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"address"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"address"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"division"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"place"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"categories"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"basis"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"members"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"relation"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"relation"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<TargetsQuery, TargetsQueryVariables>;
export const PlannedVisitsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PlannedVisits"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"number"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"visits"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"box"},"value":{"kind":"EnumValue","value":"IN"}},{"kind":"Argument","name":{"kind":"Name","value":"state"},"value":{"kind":"EnumValue","value":"PLANNED"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"plannedFor"}},{"kind":"Field","name":{"kind":"Name","value":"household"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}]}]}]}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}}]}}]}}]}}]}}]} as unknown as DocumentNode<PlannedVisitsQuery, PlannedVisitsQueryVariables>;
export const WarningsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Warnings"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"WarningFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"earlyWarnings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"raisedOn"}},{"kind":"Field","name":{"kind":"Name","value":"household"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"division"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"state"},"value":{"kind":"EnumValue","value":"OPEN"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"rule"}},{"kind":"Field","name":{"kind":"Name","value":"meaning"}},{"kind":"Field","name":{"kind":"Name","value":"meaningEn"}},{"kind":"Field","name":{"kind":"Name","value":"cites"}},{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"raisedOn"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}}]}},{"kind":"Field","name":{"kind":"Name","value":"programmes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}},{"kind":"Field","name":{"kind":"Name","value":"department"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"departments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"evidence"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fact"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}},{"kind":"Field","name":{"kind":"Name","value":"words"}},{"kind":"Field","name":{"kind":"Name","value":"wordsEn"}},{"kind":"Field","name":{"kind":"Name","value":"department"}},{"kind":"Field","name":{"kind":"Name","value":"supplier"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<WarningsQuery, WarningsQueryVariables>;
export const TriageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Triage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TriageInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"triage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Triaged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"referrals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"conferences"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<TriageMutation, TriageMutationVariables>;
export const CloseWarningsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CloseWarnings"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CloseWarningsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"closeWarnings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WarningClosingReport"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcomes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<CloseWarningsMutation, CloseWarningsMutationVariables>;
export const WaitingMattersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WaitingMatters"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"number"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"referrals"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"box"},"value":{"kind":"EnumValue","value":"IN"}},{"kind":"Argument","name":{"kind":"Name","value":"open"},"value":{"kind":"BooleanValue","value":true}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"openedOn"}},{"kind":"Field","name":{"kind":"Name","value":"fromDepartment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}}]}},{"kind":"Field","name":{"kind":"Name","value":"household"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}]}]}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"papersDue"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"box"},"value":{"kind":"EnumValue","value":"IN"}},{"kind":"Argument","name":{"kind":"Name","value":"open"},"value":{"kind":"BooleanValue","value":true}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"openedOn"}},{"kind":"Field","name":{"kind":"Name","value":"fromDepartment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}}]}},{"kind":"Field","name":{"kind":"Name","value":"household"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}]}]}]}}]}}]}}]}}]} as unknown as DocumentNode<WaitingMattersQuery, WaitingMattersQueryVariables>;
export const WaitingProposalsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WaitingProposals"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"number"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"proposals"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"box"},"value":{"kind":"EnumValue","value":"FOR_ME"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"act"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"overdue"}},{"kind":"Field","name":{"kind":"Name","value":"enteredAt"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}}]}},{"kind":"Field","name":{"kind":"Name","value":"household"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}]}]}]}}]}}]}}]}}]} as unknown as DocumentNode<WaitingProposalsQuery, WaitingProposalsQueryVariables>;
export const WaitingReviewsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WaitingReviews"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"number"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dueReviews"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"due"}},{"kind":"Field","name":{"kind":"Name","value":"determination"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"category"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}}]}},{"kind":"Field","name":{"kind":"Name","value":"household"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}]}]}]}}]}}]}}]}}]} as unknown as DocumentNode<WaitingReviewsQuery, WaitingReviewsQueryVariables>;
export const WaitingWarningsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WaitingWarnings"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"number"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"earlyWarnings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"raisedOn"}},{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"meaning"}},{"kind":"Field","name":{"kind":"Name","value":"meaningEn"}},{"kind":"Field","name":{"kind":"Name","value":"offers"}}]}},{"kind":"Field","name":{"kind":"Name","value":"household"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}]}]}]}}]}}]}}]}}]} as unknown as DocumentNode<WaitingWarningsQuery, WaitingWarningsQueryVariables>;
export const WaitingVisitsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WaitingVisits"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"number"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"visits"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"box"},"value":{"kind":"EnumValue","value":"IN"}},{"kind":"Argument","name":{"kind":"Name","value":"state"},"value":{"kind":"EnumValue","value":"PLANNED"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"plannedFor"}},{"kind":"Field","name":{"kind":"Name","value":"openedOn"}},{"kind":"Field","name":{"kind":"Name","value":"person"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nameMasked"}}]}},{"kind":"Field","name":{"kind":"Name","value":"household"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}]}]}]}}]}}]}}]}}]} as unknown as DocumentNode<WaitingVisitsQuery, WaitingVisitsQueryVariables>;
export const WaitingImportsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WaitingImports"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"imports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}}]}}]}}]}}]} as unknown as DocumentNode<WaitingImportsQuery, WaitingImportsQueryVariables>;
export const WaitingJobsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WaitingJobs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"jobs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"of"}},{"kind":"Field","name":{"kind":"Name","value":"askedAt"}}]}}]}}]}}]} as unknown as DocumentNode<WaitingJobsQuery, WaitingJobsQueryVariables>;
export const DepartmentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Departments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"departments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}}]}}]} as unknown as DocumentNode<DepartmentsQuery, DepartmentsQueryVariables>;
export const SavedViewsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SavedViews"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"page"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"savedViews"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"page"},"value":{"kind":"Variable","name":{"kind":"Name","value":"page"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"View"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"View"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SavedView"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"filters"}},{"kind":"Field","name":{"kind":"Name","value":"shared"}},{"kind":"Field","name":{"kind":"Name","value":"own"}},{"kind":"Field","name":{"kind":"Name","value":"savedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<SavedViewsQuery, SavedViewsQueryVariables>;
export const SaveViewDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveView"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"page"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filters"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"shared"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"saveView"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"page"},"value":{"kind":"Variable","name":{"kind":"Name","value":"page"}}},{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}},{"kind":"Argument","name":{"kind":"Name","value":"filters"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filters"}}},{"kind":"Argument","name":{"kind":"Name","value":"shared"},"value":{"kind":"Variable","name":{"kind":"Name","value":"shared"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"View"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"View"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SavedView"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"filters"}},{"kind":"Field","name":{"kind":"Name","value":"shared"}},{"kind":"Field","name":{"kind":"Name","value":"own"}},{"kind":"Field","name":{"kind":"Name","value":"savedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<SaveViewMutation, SaveViewMutationVariables>;
export const ChangeViewDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangeView"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filters"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"shared"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"changeView"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}},{"kind":"Argument","name":{"kind":"Name","value":"filters"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filters"}}},{"kind":"Argument","name":{"kind":"Name","value":"shared"},"value":{"kind":"Variable","name":{"kind":"Name","value":"shared"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"View"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"View"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SavedView"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"filters"}},{"kind":"Field","name":{"kind":"Name","value":"shared"}},{"kind":"Field","name":{"kind":"Name","value":"own"}},{"kind":"Field","name":{"kind":"Name","value":"savedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<ChangeViewMutation, ChangeViewMutationVariables>;
export const RemoveViewDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveView"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"done"},"name":{"kind":"Name","value":"removeView"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"View"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusedText"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"View"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SavedView"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"filters"}},{"kind":"Field","name":{"kind":"Name","value":"shared"}},{"kind":"Field","name":{"kind":"Name","value":"own"}},{"kind":"Field","name":{"kind":"Name","value":"savedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusedText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Refused"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<RemoveViewMutation, RemoveViewMutationVariables>;