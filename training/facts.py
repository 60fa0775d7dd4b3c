"""Writes facts/countries.txt from the npm package `world-countries`.

Usage: npm pack world-countries && tar xzf world-countries-*.tgz && python3 facts.py package/countries.json
"""

import json
import sys
from pathlib import Path

HEADER = """\
# Names of countries, their capitals and their demonyms, in English. One country a line: names | capitals | demonyms; alternatives are parted by ;
# Taken by facts.py from the npm package world-countries 5.1.0 (https://github.com/mledoze/countries) by Mohammed Le Doze,
# under the Open Database License (ODbL) 1.0, https://opendatacommons.org/licenses/odbl/1.0/; this list is under it too.
"""


def main() -> None:
    lines = []
    for country in json.load(open(sys.argv[1], encoding="utf-8")):
        name = country["name"]
        names = [name["common"], name["official"]]
        demonyms = country["demonyms"].get("eng", {})
        fields = [names, country.get("capital", []), [demonyms.get("m", ""), demonyms.get("f", "")]]
        lines.append(" | ".join("; ".join(dict.fromkeys(filter(None, field))) for field in fields))
    out = Path(__file__).parent / "facts" / "countries.txt"
    out.write_text(HEADER + "\n".join(sorted(lines)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
