"""What can be wrong with a catalogue, each said with the file, the declaration and what to do next."""


class CatalogueError(Exception):
    """The catalogue cannot be read."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}. {self.__doc__}")


class BadKey(CatalogueError):
    """A declaration lacks a key or has one that is not known: compare with another department.toml."""


class UnknownFact(CatalogueError):
    """No department supplies this fact: declare it as a [[fact]], or correct the clause."""


class UnknownProgramme(CatalogueError):
    """No department has this programme: write `department.programme`, or its code within the department."""


class UnknownWord(CatalogueError):
    """This word is not in the list it must come from: correct it, or add it to the list."""


class WrongValue(CatalogueError):
    """The fact cannot be compared in this way with this value: look at its type and codes."""


class Duplicate(CatalogueError):
    """The same name is declared twice: keep one."""
