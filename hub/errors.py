"""What the surroundings of the program lack: said in one line, with the cure, and never as a traceback."""


class Surroundings(Exception):
    """The machine, the settings or the database are not as they must be; the message says what to do."""
