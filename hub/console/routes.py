"""Routes: the console's pages and the sheet, for the hub to mount."""

from pathlib import Path

from starlette.routing import Route

from auth.bearer import Bearer
from auth.sign_in import SignIn
from hub.answering.questions import Questions
from hub.console.built import Built
from hub.console.console_pages import ConsolePages
from hub.console.print_pages import PrintPages
from hub.signin.frame import Frame
from hub.signin.pages import Pages
from policy.catalogue import Catalogue

FOLDER = Path(__file__).parent
BUILT = Built()


def routes(
    sign_in: SignIn, bearer: Bearer, questions: Questions, catalogue: Catalogue, built: Built = BUILT
) -> list[Route]:
    """`/`, `/console/…` and `/print/…`."""
    frame = Frame(sign_in, Pages(FOLDER), bearer.issuer)
    return [*ConsolePages(frame, built).routes(), *PrintPages(frame, bearer, questions, catalogue).routes()]
