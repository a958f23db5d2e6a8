"""The query type (查询): the groups of questions, put together."""

from collections.abc import Mapping, Sequence

from policy.catalogue import Catalogue
from schema.federation import Questions as FederationQuestions
from schema.fields.root_groups import root_type
from schema.intake.questions import Questions as IntakeQuestions
from schema.jobs.questions import Questions as JobQuestions
from schema.matters.boxes import boxes
from schema.matters.deadlines import deadlines
from schema.monitoring.questions import Questions as MonitoringQuestions
from schema.monitoring.source_questions import Questions as SourceQuestions
from schema.monitoring.supervision_questions import Questions as SupervisionQuestions
from schema.monitoring.supervision_questions import data_sets
from schema.monitoring.visit_questions import Questions as VisitQuestions
from schema.officers.questions import Questions as OfficerQuestions
from schema.register.audit_questions import Questions as AuditQuestions
from schema.register.proposal_questions import Questions as ProposalQuestions
from schema.register.questions import Questions as RegisterQuestions
from schema.register.target_questions import Questions as TargetQuestions
from schema.requests.questions import Questions as HubQuestions
from schema.sharing.questions import Questions as SharingQuestions
from schema.views.questions import Questions as ViewQuestions
from schema.webhooks.questions import Questions as WebhookQuestions


def query_type(catalogue: Catalogue, matter_types: Mapping[str, type], spelled: Mapping[str, Sequence[str]]) -> type:
    """The query type of these departments and procedures; raises DeclaredTwice."""
    groups = (
        HubQuestions,
        RegisterQuestions,
        AuditQuestions,
        ProposalQuestions,
        TargetQuestions,
        IntakeQuestions,
        MonitoringQuestions,
        VisitQuestions,
        SupervisionQuestions,
        SourceQuestions,
        data_sets(catalogue.departments.values()),
        boxes(catalogue.procedures, matter_types),
        deadlines(catalogue.procedures),
        JobQuestions,
        WebhookQuestions,
        OfficerQuestions,
        SharingQuestions,
        ViewQuestions,
        FederationQuestions,
    )
    return root_type("Query", "Questions (查询).", groups, spelled)
