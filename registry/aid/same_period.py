"""The same period (同一周期): two helps of a programme are one help by the name of their period, or by its days."""

from policy.periods import Period, periods


def covered(row: str, period: str, ends: str) -> str:
    """The days that a help stands for, as LATERAL: `covers_from`, `covers_to` (excluded) of a row with starts,
    period_to and label; `period` is its programme's, `ends` its last day, excluded.

    Days that are stated count as stated. Else a named period covers its days of the calendar, a semester or a year
    by its name where the name says which, or else by the day on which it starts.
    """
    calendar = [p for p in periods().values() if p.months and p.begins]
    months = " ".join(f"WHEN '{p.code}' THEN {p.months}" for p in calendar)
    begins = " ".join(f"WHEN '{p.code}' THEN {p.begins}" for p in calendar)
    return COVERED.format(row=row, period=period, ends=ends, months=months, begins=begins)


def ends_of(period: str, starts: str, period_to: str) -> str:
    """The last day of a help, excluded, as `policy.periods.span` has it; null where it goes on until its end."""
    lasting = " ".join(
        f"WHEN '{p.code}' THEN " + ("NULL" if p.open_ended else f"({starts} + interval '{p.months} months')::date")
        for p in periods().values()
        if p.open_ended or p.months
    )
    return (
        f"CASE WHEN {period_to} IS NOT NULL THEN {period_to} + 1 ELSE CASE {period} {lasting} ELSE {starts} + 1 END END"
    )


def named(period: str, day: str) -> str:
    """The name of the period in which a day lies, as `policy.periods.span` has it without a term or an event; null
    for help that goes on until its end."""
    names = " ".join(
        f"WHEN '{p.code}' THEN " + ("NULL" if p.open_ended else _of_calendar(p, day))
        for p in periods().values()
        if p.open_ended or p.months
    )
    return f"CASE {period} {names} ELSE {day}::text END"


def _of_calendar(period: Period, day: str) -> str:
    first, months = period.begins or 1, period.months or 12
    month = f"extract(month FROM {day})::int"
    year = f"(extract(year FROM {day})::int - ({month} < {first})::int)::text"
    if not period.terms:
        return year
    terms = ", ".join(f"'{term}'" for term in period.terms)
    return f"{year} || '-' || (ARRAY[{terms}])[({month} + {12 - first}) % 12 / {months} + 1]"


# Each step ends in OFFSET 0: else PostgreSQL puts its expressions, the regular ones among them, wherever they are used.
COVERED = r"""(
  SELECT CASE WHEN c.first IS NULL THEN {row}.starts ELSE make_date(c.first / 12, c.first % 12 + 1, 1) END
      AS covers_from,
    CASE WHEN c.first IS NULL THEN coalesce({ends}, 'infinity')
      ELSE make_date((c.first + c.months) / 12, (c.first + c.months) % 12 + 1, 1) END AS covers_to
  FROM (SELECT n.months, n.month - (n.month - n.begins + 1) % n.months AS first
    FROM (SELECT p.months, p.begins,
        (extract(year FROM anchor.day) * 12 + extract(month FROM anchor.day))::int - 1 AS month
      FROM (SELECT CASE WHEN {row}.period_to IS NULL THEN CASE {period} {months} END END AS months,
        CASE {period} {begins} END AS begins OFFSET 0) p
      CROSS JOIN LATERAL (SELECT CASE WHEN p.months IS NULL THEN NULL
        WHEN {row}.label ~ '^[1-9]\d\d\d-spring$' THEN make_date(left({row}.label, 4)::int, 2, 1)
        WHEN {row}.label ~ '^[1-9]\d\d\d-autumn$' THEN make_date(left({row}.label, 4)::int, 8, 1)
        WHEN {row}.label ~ '^[1-9]\d\d\d$' THEN make_date({row}.label::int, 7, 1)
        ELSE {row}.starts END AS day OFFSET 0) anchor OFFSET 0) n OFFSET 0) c)"""

# An event tells helps of one day apart, where both name one; what goes on until it ends is one help whatever for.
SAME_PERIOD = """(g.label = i.label OR (i.label IS NULL OR g.event IS NULL OR i.event IS NULL OR g.event = i.event)
  AND g.covers_from < i.covers_to AND i.covers_from < g.covers_to)"""
