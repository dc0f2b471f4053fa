#!/usr/bin/env bash
# Packages: PyPI workalendar 17.0.0 and holidays 0.109, npm date-holidays 3.37.0
# Natural guess: libraries of public holidays agree on Denmark, at least on what a law abolished years ago.
# Seen: Store Bededag, abolished from 2024, is still a holiday of workalendar in every year (26 April 2024, 1 May 2026,
#   23 April 2027), so that three working days from Thursday 30 April 2026 end a day late; holidays and date-holidays end it
#   with 2023. Christmas Eve is a holiday of workalendar alone.
# Matters: time limits in working days (three for a shelter's message) and a complaint's last day rest on such a calendar.
# Run: 2026-12-01, twice.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip -q install workalendar==17.0.0 holidays==0.109
npm init -y >/dev/null
npm install --silent date-holidays@3.37.0
cat > read.py <<'PY'
import datetime
import holidays
from workalendar.europe import Denmark
prayer = {2023: (5, 5), 2024: (4, 26), 2026: (5, 1), 2027: (4, 23)}
eve = datetime.date(2026, 12, 24)
for year, (month, day) in prayer.items():
    it = datetime.date(year, month, day)
    print(year, "workalendar", Denmark().is_holiday(it), "holidays", it in holidays.Denmark(years=year))
print("eve", Denmark().is_holiday(eve), eve in holidays.Denmark(years=2026))
print(Denmark().add_working_days(datetime.date(2026, 4, 30), 3))
PY
cat > read.mjs <<'JS'
import Holidays from "date-holidays";
const days = new Holidays("DK");
for (const day of ["2023-05-05", "2024-04-26", "2026-05-01", "2027-04-23"]) {
  console.log(day, "date-holidays", days.getHolidays(day.slice(0, 4)).some((it) => it.type === "public" && it.date.startsWith(day)));
}
JS
{ venv/bin/python read.py; node read.mjs; } | tee seen
diff - seen <<'EXPECTED'
2023 workalendar True holidays True
2024 workalendar True holidays False
2026 workalendar True holidays False
2027 workalendar True holidays False
eve True False
2026-05-06
2023-05-05 date-holidays true
2024-04-26 date-holidays false
2026-05-01 date-holidays false
2027-04-23 date-holidays false
EXPECTED
