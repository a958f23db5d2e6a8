"""Refusals of this room; the docstring is the message and says what to do next."""


class Refused(Exception):
    """Refused."""

    def __init__(self, *details: object) -> None:
        self.details = details
        message = " ".join((type(self).__doc__ or "").split())
        super().__init__(f"{message} ({', '.join(map(str, details))})" if details else message)


class UnknownScope(Refused):
    """There is no such scope; `aidhub client scopes` lists them."""


class ConflictingScopes(Refused):
    """No one client may hold these scopes together; register two clients, for two people."""


class UnknownDivision(Refused):
    """There is no such division; give its 12-digit code."""


class UnsuitableKey(Refused):
    """A client's keys are one to four public ES256 (P-256) keys as a JWK set; never send the private key."""


class NoCredential(Refused):
    """A client needs a public key or a secret."""


class UnknownClient(Refused):
    """There is no such client; `aidhub client list` shows them."""


class NoSigningKey(Refused):
    """There is no active signing key; run `aidhub migrate`."""


class BadAddress(Refused):
    """The public address must be https (http on loopback only), without path, query or fragment."""


class InvalidToken(Refused):
    """The access token is malformed, foreign, expired or revoked; ask for a new one."""


class Unauthorized(Exception):
    """The request carries no valid access token."""

    status = 401

    def __init__(self, code: str, challenge: str) -> None:
        super().__init__(code)
        self.code = code
        #: The value of the WWW-Authenticate header.
        self.challenge = challenge


class Unavailable(Unauthorized):
    """Whether the token stands cannot be known now; the client asks again, with the same token."""

    status = 503
