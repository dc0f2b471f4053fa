#!/usr/bin/env python3
"""A second, independent check of case files: chain, outcome and seal, by src/case/README.md alone.

Shares no code with visit and needs nothing but Python. Says one line per file; ends with 1 if something does not fit.
"""

import hashlib
import json
import sys


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def fault(data):
    """What does not fit in a case file, or None."""
    head, found, rest = data.partition(b"\nhistorik:\n")
    sealed, seal_found, seal = data.rpartition(b'segl: "')
    if not data.startswith(b"format: visit-sag/1\n") or not found or not seal_found:
        return "not a whole case file"
    previous, outcome, events = b"visit-sag/1", None, 0
    while rest.startswith(b"- "):
        line, _, rest = rest.partition(b"\n")
        body, _, link = line[2:].rpartition(', "kæde": "'.encode())
        body += b"}"
        if line != b"- " + body[:-1] + ', "kæde": "'.encode() + link or not link.endswith(b'"}'):
            return f"line after event {events} is no event"
        link = link[:-2]
        events += 1
        event = json.loads(body)
        if sha256(previous + b"\n" + body).encode() != link or event["nr"] != events:
            return f"event {events} does not fit into the chain"
        if event["handling"] == "udfald":
            outcome = event["sha256"]
        previous = link
    block = rest[: rest.rindex(b'segl: "')]
    if block and sha256(block) != outcome:
        return "the outcome is not the one of the history"
    if seal != sha256(sealed).encode() + b'"\n':
        return "the seal does not fit"
    return None


def main(names):
    wrong = 0
    for name in names:
        with open(name, "rb") as file:
            found = fault(file.read())
        print(f"{name}: {found or 'fits'}")
        wrong += found is not None
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
