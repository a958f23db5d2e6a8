"""The oracle: whether the time of an answer tells a registered number from nobody's, a wrong name beside both.

    python -m benchmarks.oracle http://127.0.0.1:8000 TOKEN registered.txt others.txt

The token is of a client of education with `education_aid/feedback:write`; the files hold an invented number a line.
"""

import statistics
import sys
import time
from pathlib import Path

import httpx

CHECK = """mutation ($items: [EducationAidFeedbackInput!]!) { feedBackEducationAid(items: $items, checkOnly: true) {
  __typename } }"""
TIMES = 15
HELP = {"programme": "JY-02", "status": "GRANTED", "happenedOn": "2024-03-01", "division": "621102000000", "amount": 1}


def main() -> None:
    """Ask about both in turns, and guess by the median of each number which are registered."""
    url, token, *files = sys.argv[1:]
    registered, others = (Path(file).read_text().split() for file in files)
    spent: dict[str, list[float]] = {number: [] for number in (*registered, *others)}
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=30) as http:
        for turn in range(TIMES):
            for pair in zip(registered, others, strict=True):
                for number in pair if turn % 2 else pair[::-1]:  # neither is always asked first
                    spent[number].append(_asked(http, number))
    medians = {number: statistics.median(times) for number, times in spent.items()}
    known, unknown = (statistics.median(medians[number] for number in some) for some in (registered, others))
    right = sum(medians[one] > medians[other] for one, other in zip(registered, others, strict=True))
    print(f"registered {known:.2f} ms, others {unknown:.2f} ms, ratio {known / unknown:.3f}")  # the result
    print(f"of {len(registered)} pairs the slower is registered in {right}")  # the result


def _asked(http: httpx.Client, number: str) -> float:
    item = {"externalId": f"oracle-{number}", "idNumber": number, "name": "无此人", **HELP}
    begun = time.perf_counter()
    answer = http.post("/graphql", json={"query": CHECK, "variables": {"items": [item]}})
    spent = (time.perf_counter() - begun) * 1000
    answer.raise_for_status()
    return spent


if __name__ == "__main__":
    main()
