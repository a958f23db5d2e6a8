"""Facts and their values in words, as SQL: what `policy.wording` says in memory."""

from policy.wording import BETWEEN, MONEY, Language

RECORD = "record"
"""What evidence calls help that was given or refused: its value is the programme."""
RECORD_NAMES: dict[Language, str] = {"en": "help recorded", "zh": "救助记录"}


def fact_name(fact: str, language: Language) -> str:
    """The name of a fact, given as SQL."""
    return f"""CASE WHEN {fact} = '{RECORD}' THEN '{RECORD_NAMES[language]}'
  ELSE coalesce((SELECT f.{language} FROM declared_facts f WHERE f.fact = {fact}), {fact}) END"""


def fact_value(fact: str, value: str, language: Language) -> str:
    """The words of a value, given as SQL of type jsonb: codes by their names, money in yuan."""
    text = f"{value} #>> '{{{{}}}}'"
    one = f"SELECT g.number || ' ' || g.{language} FROM programmes g WHERE g.code = {text}"
    return f"""CASE WHEN {fact} = '{RECORD}' THEN coalesce(({one}), {text})
  WHEN jsonb_typeof({value}) = 'array' THEN (SELECT string_agg({_named(fact, "v.code", language)},
    '{BETWEEN[language]}' ORDER BY v.n) FROM jsonb_array_elements_text({value}) WITH ORDINALITY v(code, n))
  WHEN {_type(fact)} = 'fen' THEN {_yuan(f"({text})::numeric", language)}
  ELSE {_named(fact, text, language)} END"""


def parameter_value(language: Language) -> str:
    """The words of the value of a row of `parameters`."""
    fact = "'parameter.' || {row}.name"
    value = "coalesce(to_jsonb({row}.boolean), to_jsonb({row}.number), to_jsonb({row}.codes))"
    return fact_value(f"({fact})", value, language)


def _named(fact: str, code: str, language: Language) -> str:
    return f"coalesce((SELECT c.{language} FROM declared_codes c WHERE c.fact = {fact} AND c.code = {code}), {code})"


def _type(fact: str) -> str:
    return f"(SELECT f.type FROM declared_facts f WHERE f.fact = {fact})"


def _yuan(fen: str, language: Language) -> str:
    before, after = MONEY[language].split("{:.2f}")
    return f"'{before}' || to_char({fen} / 100, 'FM999999999999990.00') || '{after}'"
