"""The mutation type (变更): the groups of acts, put together."""

from collections.abc import Mapping, Sequence

from policy.catalogue import Catalogue
from schema.fields.root_groups import root_type
from schema.intake.acts import Acts as IntakeActs
from schema.intake.acts import reports
from schema.jobs.acts import Acts as JobActs
from schema.matters.proceedings import steps
from schema.matters.triage import triage_act
from schema.monitoring.acts import Acts as MonitoringActs
from schema.officers.acts import Acts as OfficerActs
from schema.register.acts import Acts as RegisterActs
from schema.register.openings import Acts as OpeningActs
from schema.register.proposal_acts import Acts as ProposalActs
from schema.sharing.acts import Acts as SharingActs
from schema.views.acts import Acts as ViewActs
from schema.webhooks.acts import Acts as WebhookActs


def mutation_type(catalogue: Catalogue, matter_types: Mapping[str, type], spelled: Mapping[str, Sequence[str]]) -> type:
    """The mutation type: every department has its own two reports, every step of a procedure its one act."""
    groups = (
        RegisterActs,
        ProposalActs,
        OpeningActs,
        reports(catalogue),
        IntakeActs,
        MonitoringActs,
        JobActs,
        WebhookActs,
        OfficerActs,
        SharingActs,
        ViewActs,
        triage_act(matter_types),
        steps(catalogue.procedures, matter_types),
    )
    return root_type("Mutation", "Acts (变更).", groups, spelled)
