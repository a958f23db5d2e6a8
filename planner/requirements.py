"""The requirements of a plan: which rules its fields meet, each with the field where it is met first."""

from __future__ import annotations

from planner.reading import Reading
from planner.rights import Need, Rule, RuleKey, Rules
from planner.selection import SelectedField


class Requirements:
    """What is collected while a statement is written; `needs` holds each rule once."""

    def __init__(self, rules: Rules, reading: Reading) -> None:
        self._rules, self._reading = rules, reading
        self.needs: dict[Rule, Need] = {}

    def note(self, selected: SelectedField) -> None:
        """Note the rules of a field: of the types the document names, and of the arguments given."""
        for on in dict.fromkeys(selected.on):
            self._note((on, selected.name), selected)
            for argument in selected.node.arguments or ():
                self._note_argument(on, selected, argument.name.value)

    def _note_argument(self, on: str, selected: SelectedField, name: str) -> None:
        for key in self._rules:
            if len(key) == 3 and key[:2] == (on, selected.name):
                path = key[-1]
                if path.split(".")[0] == name and self._reading.has_argument(selected, path):
                    self._note(key, selected)

    def _note(self, key: RuleKey, selected: SelectedField) -> None:
        rule = self._rules.get(key)
        if rule is not None and not rule.free:
            self.needs.setdefault(rule, Need(rule, selected.path, ".".join(key)))
