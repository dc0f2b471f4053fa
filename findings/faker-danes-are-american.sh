#!/usr/bin/env bash
# Package: PyPI Faker 40.63.0
# Natural guess: a Danish faker makes numbers of the Danish kind, as those of Sweden, Norway and Finland do of theirs, or says
#   that it has none.
# Seen: `Faker("da_DK").ssn()` is an American social security number (3-2-4 digits), silently: there is no Danish provider and
#   the American one stands in. Not one of a thousand has the ten digits of a CPR number.
# Matters: whoever tests a guard against CPR numbers with such data tests nothing, and every test passes.
# Run: 2026-12-01, twice.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip -q install Faker==40.63.0
cat > read.py <<'PY'
import re
from faker import Faker
Faker.seed(1)
for place in ("da_DK", "en_US", "sv_SE", "no_NO"):
    fake = Faker(place)
    print(place, *sorted({re.sub(r"\d", "9", fake.ssn()) for _ in range(1000)}))
PY
venv/bin/python read.py | tee seen
diff - seen <<'EXPECTED'
da_DK 999-99-9999
en_US 999-99-9999
sv_SE 999999-9999
no_NO 99999999999
EXPECTED
