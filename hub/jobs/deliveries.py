"""Deliveries of an installation: the work of each, asked of the graph on behalf of the client that is named for it."""

from auth.bearer import Bearer
from connectors.deliver.delivery_places import DeliveryPlaces
from connectors.deliver.delivery_work import DeliveryWork
from hub.answering.questions import Questions
from hub.answering.standing_client import StandingClient
from registry.errors import Refusal
from registry.journal.jobs import Taken
from schema.requests.context import Hub


class Deliveries:
    """Made once; what is declared is looked up anew for each delivery."""

    def __init__(self, hub: Hub, questions: Questions, bearer: Bearer, places: DeliveryPlaces) -> None:
        self._hub, self._questions, self._bearer, self._places = hub, questions, bearer, places

    def work(self, job: Taken) -> DeliveryWork:
        """What a delivery is made of; raises DELIVERY_GONE where the operator has taken it out."""
        name = f"{job.department}/{job.arguments['delivery']}"
        place = self._places.now().get(name)
        if place is None:
            raise Refusal("DELIVERY_GONE", name=name)
        client = StandingClient(self._questions, self._bearer, place.client, place.delivery.purpose, name)
        return DeliveryWork(self._hub, job, place, client)
