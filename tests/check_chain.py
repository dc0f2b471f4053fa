#!/usr/bin/env python3
"""A second, independent check of case files: chain, outcome, pinned rules and seal, by crates/visitation/src/case/README.md alone.
Shares no code with visit and needs nothing but Python. Says one line per file; ends with 1 if something does not fit."""

import hashlib
import json
import re
import sys
LINK = ', "kæde": "'.encode()


def sha256(data):
    return hashlib.sha256(data).hexdigest().encode()


def fault(data):
    """What does not fit in a case file, or None."""
    head, found, rest = data.partition(b"\nhistorik:\n")
    sealed, seal_found, seal = data.rpartition(b'segl: "')
    if not data.startswith(b"format: visit-sag/1\n") or not found or not seal_found:
        return "not a whole case file"
    previous, outcome, events, answers, rules, loose, struck = b"visit-sag/1", None, 0, {}, [], {}, {}
    while rest.startswith(b"- "):
        line, _, rest = rest.partition(b"\n")
        body, link_found, link = line[2:].rpartition(LINK)
        events += 1
        if not link_found or link != sha256(previous + b"\n" + body + b"}") + b'"}':
            loose[events] = sha256(body + b"}").decode()
        event, previous = json.loads(body + b"}"), link[:-2]
        kind, question = event["handling"], event.get("spørgsmål")
        if event["nr"] != events or (kind == "oprettet") != (events == 1):
            return f"event {events} is out of order"
        if kind == "udfald" or kind == "overstreget" and outcome and "sha256" in event:
            outcome = event["sha256"].encode()
        elif kind == "retningslinjer" or kind == "svar" and answers.get(question) != event["svar"]:
            outcome = None
        answers[question] = event.get("svar")
        rules = [event["åbning"]["national"]] if kind == "oprettet" else rules
        rules = rules[:1] + event["retningslinjer"] if kind == "retningslinjer" else rules
        struck |= {one["nr"]: one["sha256"] for one in event.get("overstreget", [])}
    if loose != struck:
        return f"event {min(loose.keys() ^ struck.keys(), default=min(loose, default=0))} does not fit into the chain"
    block = rest[: rest.rindex(b'segl: "')]
    if (sha256(block) if block else None) != outcome:
        return "the outcome is not the one of the history"
    if re.findall(rb'\n +sha256: "?([0-9a-f]{64})', head) != [file["sha256"].encode() for file in rules]:
        return "the pinned rules are not those of the history"
    return None if events and seal == sha256(sealed) + b'"\n' else "the seal does not fit"


if __name__ == "__main__":
    wrong = False
    for name in sys.argv[1:]:
        try:
            found = fault(open(name, "rb").read())
        except (AttributeError, KeyError, TypeError, ValueError):
            found = "not in the form of a case file"
        print(f"{name}: {found or 'fits'}")
        wrong |= found is not None
    sys.exit(wrong)
