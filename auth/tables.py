"""The tables of this room: importing this puts them into the metadata."""

from auth.assertions import oauth_assertions
from auth.clients import oauth_clients
from auth.enrolments import officer_enrolments
from auth.officers import officers
from auth.revocations import oauth_revoked
from auth.signing_keys import oauth_keys

TABLES = (oauth_assertions, oauth_clients, oauth_keys, oauth_revoked, officer_enrolments, officers)
