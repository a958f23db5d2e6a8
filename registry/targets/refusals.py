"""Refusals (不予救助): from which day one counts, and from which not any more: then help is asked for anew."""

from policy.periods import Period, periods


def refusal_dates(of: str) -> str:
    """Of the refusals whose `of` stands in `$1`, the first day of their period and the first after it, as SQL.

    One of no period counts until the facts change.
    """
    return f"""SELECT r.household_id, x.day
    FROM assistance_records r JOIN programmes g ON g.code = r.programme CROSS JOIN LATERAL ({_days()}) x(day)
    WHERE r.{of} = ANY($1) AND r.status = 'REFUSED'"""


def _days() -> str:
    return " UNION ALL ".join(_of(period) for period in periods().values() if period.months or period.counts_for)


def _of(period: Period) -> str:
    if period.counts_for:
        # One day for each number that a place has set.
        return f"""SELECT r.starts + k.number::int FROM parameters k
      WHERE k.name = '{period.counts_for}' AND g.period = '{period.code}'"""
    terms = ", ".join(f"'{term}'" for term in period.terms)
    term = f"array_position(ARRAY[{terms}], substr(r.label, 6)) - 1" if terms else "0"
    # A label begins with its year.
    return f"""SELECT (make_date(left(r.label, 4)::int, {period.begins or 1}, 1)
        + make_interval(months => {period.months} * ({term} + n)))::date
      FROM generate_series(0, 1) n WHERE g.period = '{period.code}' AND r.label ~ '^[1-9][0-9][0-9][0-9](-|$)'"""
