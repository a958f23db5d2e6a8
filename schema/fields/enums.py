"""The enums of the graph (代码表): a class for every closed list of the spine, made from its declaration.

Those that departments' folders and procedures declare are made by `code_type`.
"""

import re
from collections.abc import Sequence
from typing import Any

from auth.officer_roles import officer_roles
from policy import identity_evidence, priorities, procedures
from policy.clauses import Code
from policy.identity_kinds import identity_kinds
from policy.periods import periods
from policy.spine import code_lists
from policy.vocabulary import vocabulary
from policy.wording import NOTHING
from schema.fields.code_enum import CodeEnum
from schema.fields.naming import pascal

CODE_LISTS = code_lists()
PERIODS = [Code(period.code, period.en, period.zh) for period in periods().values()]
VISITS = [Code(group.code, group.en, group.zh) for group in priorities.declared().listed("visits")]
EVIDENCE = identity_evidence.declared()
KINDS = [Code(kind.code, kind.en, kind.zh) for kind in identity_kinds().values()]
NAME = re.compile(r"(?!(?:true|false|null)$)[_A-Za-z][_0-9A-Za-z]*", re.ASCII)
"""What GraphQL takes as the name of an enum's value."""


class CategoryCode(CodeEnum, codes=CODE_LISTS["category"]):
    """A category of the low-income population; `categories` says more of each (低收入人口类别)."""


class ProgrammeCategory(CodeEnum, codes=(*CODE_LISTS["category"], NOTHING)):
    """Whom a programme is for: a category, or who is registered with none in force (适用类别)."""


class Residence(CodeEnum, codes=CODE_LISTS["residence"]):
    """Town or country (城乡属性)."""


class Support(CodeEnum, codes=CODE_LISTS["support"]):
    """How a person in extreme hardship is supported (特困人员供养方式)."""


class Delivery(CodeEnum, codes=CODE_LISTS["delivery"]):
    """How a notice was delivered (送达方式)."""


class Paper(CodeEnum, codes=CODE_LISTS["papers"]):
    """A paper that follows where help was given first (补办材料)."""


class Need(CodeEnum, codes=procedures.needs()):
    """What a household needs (救助需求)."""


class ActorKind(CodeEnum, codes=vocabulary("actor_kind")):
    """What kind of actor did something (办理主体类型)."""


class ProposedAct(CodeEnum, codes=procedures.confirmed_acts()):
    """An act that waits for a second person, by its mutation (待审核确认事项类型)."""


class ProposalState(CodeEnum, codes=vocabulary("proposal_state")):
    """What became of what was entered (审核状态)."""


class ProposalDecision(CodeEnum, codes=vocabulary("proposal_decision")):
    """What a second person decides (审核结论)."""


class ProposalBox(CodeEnum, codes=vocabulary("proposal_box")):
    """Whose proposals (待审核事项范围)."""


class HearingWaiver(CodeEnum, codes=procedures.waivers()):
    """Why basic living may end or be reduced without a hearing (未经听取意见的法定情形)."""


class EndingDecisionOfLine(CodeEnum, codes=procedures.line_decisions()):
    """What is decided of one line of an ending (逐条决定)."""


class AssistanceKind(CodeEnum, codes=vocabulary("assistance_kind")):
    """The kind of assistance (救助类型)."""


class AidForm(CodeEnum, codes=vocabulary("aid_form")):
    """In what help is given (救助形式)."""


class AidPeriod(CodeEnum, codes=PERIODS):
    """How often help is given (发放周期)."""


class AidUnit(CodeEnum, codes=vocabulary("aid_unit")):
    """Whom help is given to (救助单位)."""


class CarrierKind(CodeEnum, codes=vocabulary("carrier_kind")):
    """What carries a sentence of the document out (承接方式)."""


class ParameterKind(CodeEnum, codes=vocabulary("parameter_kind")):
    """What the values of a parameter are (取值类型)."""


class Entitlement(CodeEnum, codes=vocabulary("entitlement")):
    """What the sentence makes of help to whoever meets the rule (应、可、服务)."""


class ClashScope(CodeEnum, codes=vocabulary("clash_scope")):
    """What must be the same, or is, where two helps are not to be given together (互斥范围)."""


class ProgrammeResidence(CodeEnum, codes=vocabulary("programme_residence")):
    """Where whom a programme helps lives (城乡范围)."""


class DivisionLevel(CodeEnum, codes=vocabulary("division_level")):
    """The level of a division (行政区划层级)."""


class SupervisionLevel(CodeEnum, codes=vocabulary("division_level", "CITY", "COUNTY", "TOWNSHIP")):
    """A level by which help is counted (统计层级)."""


class CheckFailure(CodeEnum, codes=vocabulary("check_failure")):
    """Why a cross-check was set aside (比对失败原因)."""


class JobKind(CodeEnum, codes=vocabulary("job_kind")):
    """What is done as a job (任务类型)."""


class JobState(CodeEnum, codes=vocabulary("job_state")):
    """Where a job stands (任务状态)."""


class WebhookState(CodeEnum, codes=vocabulary("webhook_state")):
    """Where a webhook stands (推送状态)."""


class WebhookEvent(CodeEnum, codes=procedures.kinds()):
    """Of which matters a webhook tells, at each of their steps (推送事件)."""


class SharingWay(CodeEnum, codes=vocabulary("sharing_way")):
    """Which way what is shared goes out (共享方式)."""


class AgreementState(CodeEnum, codes=vocabulary("agreement_state")):
    """Where an agreement on sharing stands (共享约定状态)."""


class CollectionChannel(CodeEnum, codes=vocabulary("collection_channel")):
    """How a household's data were collected (采集方式)."""


class HouseholdChange(CodeEnum, codes=vocabulary("household_change")):
    """How someone registered in another household came to this one (家庭变更)."""


class MembershipEnd(CodeEnum, codes=vocabulary("membership_end")):
    """How somebody's membership of a household ended (成员关系终止方式)."""


class LeavingReason(CodeEnum, codes=vocabulary("leaving_reason")):
    """Why somebody left a household without coming into another (离开家庭原因)."""


class ClosingReason(CodeEnum, codes=vocabulary("closing_reason")):
    """Why a household has no living member (家庭销户原因)."""


class ContactKind(CodeEnum, codes=vocabulary("contact_kind")):
    """A kind of contact of a person (联系方式类型)."""


class PersonAttribute(CodeEnum, codes=vocabulary("person_attribute")):
    """What of a person was put right (更正项)."""


class CorrectionLineKind(CodeEnum, codes=vocabulary("correction_line_kind")):
    """What stood under a number that was corrected (明细类型)."""


class LineDecision(CodeEnum, codes=vocabulary("line_decision")):
    """What becomes of it (处理方式)."""


class DeterminationBasis(CodeEnum, codes=vocabulary("determination_basis")):
    """For what a category is determined (认定单位)."""


class Continuation(CodeEnum, codes=vocabulary("continuation")):
    """What becomes of that by which a category goes on, where what was before it ends sooner (接续认定的处理)."""


class RecordStatus(CodeEnum, codes=vocabulary("record_status")):
    """Whether help was given (救助记录状态)."""


class FeedbackStatus(CodeEnum, codes=vocabulary("feedback_status")):
    """What an entry of feedback tells (反馈状态)."""


class PaymentKind(CodeEnum, codes=vocabulary("payment_kind")):
    """Whether a payment line went out or came back (发放类型)."""


class PaymentResult(CodeEnum, codes=vocabulary("payment_result")):
    """What became of a payment, as finance says it (发放结果)."""


class BatchKind(CodeEnum, codes=vocabulary("batch_kind")):
    """What was handed in (批次类型)."""


class IntakeNote(CodeEnum, codes=vocabulary("intake_note")):
    """What is said of something that was taken in (接收说明)."""


class QualityDimension(CodeEnum, codes=vocabulary("quality_dimension")):
    """What lacks in what was handed in (数据质量维度)."""


class QualitySeverity(CodeEnum, codes=vocabulary("quality_severity")):
    """What becomes of a row that breaks a rule of quality (处理方式)."""


class LinkKind(CodeEnum, codes=vocabulary("link_kind")):
    """What a link of the assistance chain says happened (环节类型)."""


class IdentityKind(CodeEnum, codes=KINDS):
    """By which kind of number somebody is known (证件类型)."""


class ProvisionalReason(CodeEnum, codes=vocabulary("provisional_reason")):
    """Why somebody is registered without a number (无证件事由)."""


class MismatchState(CodeEnum, codes=vocabulary("mismatch_state")):
    """Whose it is what was reported under a registered number with another name (认定状态)."""


class MismatchDecision(CodeEnum, codes=vocabulary("mismatch_state", "SAME_PERSON", "ANOTHER_PERSON", "UNKNOWN")):
    """What an officer found (认定结论)."""


class UnregisteredState(CodeEnum, codes=vocabulary("unregistered_state")):
    """What becomes of somebody in no household whom a data set names (未在库人员处理状态)."""


class CandidateState(CodeEnum, codes=vocabulary("candidate_state")):
    """What a person made of two who may be one (甄别状态)."""


class CandidateDecision(CodeEnum, codes=vocabulary("candidate_state", "NOT_THE_SAME", "OPEN")):
    """What an officer found of two who may be one; that they are one is said by merging them (甄别结论)."""


class CandidateKind(CodeEnum, codes=vocabulary("candidate_kind")):
    """Who may be the same person as somebody registered (疑似对象类型)."""


class Agreement(CodeEnum, codes=vocabulary("agreement")):
    """How far two sides agree (一致程度)."""


class IdentityAttribute(CodeEnum, codes=[Code(one.code, one.en, one.zh) for one in EVIDENCE.attributes]):
    """What of two people is compared (比对项)."""


class IdentityFinding(CodeEnum, codes=[Code(one.code, one.en, one.zh) for one in EVIDENCE.levels]):
    """What was found when it was compared (比对结果)."""


class Likelihood(CodeEnum, codes=[Code(one.code, one.en, one.zh) for one in EVIDENCE.likelihoods]):
    """How probable it is that two are one person (可能性)."""


class IdentityStatus(CodeEnum, codes=vocabulary("identity_status")):
    """Whether a record has found its person (归户状态)."""


class Certainty(CodeEnum, codes=vocabulary("certainty")):
    """How sure it is that a rule is met (确定程度)."""


class Truth(CodeEnum, codes=vocabulary("truth")):
    """What a clause or a rule comes to (结论)."""


class TargetLeaving(CodeEnum, codes=vocabulary("target_leaving")):
    """Why somebody is a target no more (不再符合的原因)."""


class TargetChangeKind(CodeEnum, codes=vocabulary("target_change")):
    """What became of a target (变动类型)."""


class WarningKind(CodeEnum, codes=vocabulary("warning_kind")):
    """What a warning may mean (预警类型)."""


class Disposition(CodeEnum, codes=(*vocabulary("warning_kind"), *vocabulary("complex"))):
    """How a warning is triaged: by its kind, which makes a referral, or as complex (处置方式)."""


class WarningState(CodeEnum, codes=vocabulary("warning_state")):
    """Where a warning stands (预警状态)."""


class WarningOutcome(CodeEnum, codes=vocabulary("warning_outcome")):
    """What came of a warning (预警结果)."""


class WarningClosing(CodeEnum, codes=vocabulary("warning_closing")):
    """What a person closed a warning with (预警关闭方式)."""


class ClosingOutcome(CodeEnum, codes=vocabulary("warning_outcome", "CONFIRMED", "DECIDED_OTHERWISE", "FALSE_POSITIVE")):
    """What a person found of a warning (核实结果)."""


class VisitGroup(CodeEnum, codes=VISITS):
    """Why a household is to be visited first, 二（三） (重点走访类别)."""


class LookupReason(CodeEnum, codes=vocabulary("lookup_reason")):
    """Why somebody is looked up in an emergency (急难查询事由)."""


class Box(CodeEnum, codes=vocabulary("box")):
    """Whose matters (收件箱、发件箱、辖区全部)."""


class LineAction(CodeEnum, codes=vocabulary("line_action")):
    """What a line asks for (要求)."""


class LineAnswer(CodeEnum, codes=procedures.all_answers()):
    """The answer to a line; to VERIFY: KEEP, ADJUST, PHASE_OUT or END, to others the rest (答复)."""


class ProcedureCode(CodeEnum, codes=procedures.all_procedures()):
    """What is being done about a household (办理事项)."""


class MatterState(CodeEnum, codes=procedures.all_states()):
    """The state of a matter, of whatever procedure (办理状态)."""


class ProcedureStep(CodeEnum, codes=procedures.all_steps()):
    """A step of some procedure (办理步骤)."""


class PurposeCode(CodeEnum, codes=vocabulary("purpose")):
    """What a person is looked at for (查询用途)."""


SHARED = {kind.codes: kind for kind in (Residence, Support, Delivery, Paper, Need)}
"""The classes of lists that facts, details and steps share."""


def code_type(name: str, description: str, codes: Sequence[Code]) -> Any:  # a type, as annotations have it
    """The enum of a list that a department or a procedure declares; a list that several share is one enum.

    Text where a code is no name to GraphQL, and where what it names has a type that lists it.
    """
    codes = tuple(codes)
    if codes in SHARED:
        return SHARED[codes]
    if any(NAME.fullmatch(code.code) is None or code.zh == code.code for code in codes):
        return str
    if listed := next((list for list, known in CODE_LISTS.items() if known == codes), None):
        name, description = pascal(listed), f"A code of the list `{listed}` (共用代码)."
    return type(name, (CodeEnum,), {"__doc__": description}, codes=codes)


class Administration(CodeEnum, codes=vocabulary("administration")):
    """Work, or one of the three administrations that nobody holds two of (人员类别)."""


class OfficerRoleCode(CodeEnum, codes=[Code(role.code, role.en, role.zh) for role in officer_roles().values()]):
    """A duty made of scopes; docs/access.md says which (人员角色)."""
