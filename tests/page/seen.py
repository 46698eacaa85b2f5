#!/usr/bin/env python3
"""seen: holds what a browser showed of a quality page against the tables.

    seen.py TABLES SEEN.JSON AGENCY

Every number is computed here from the CSV, not taken from the page.  Prints one
line a test and the sum; exit 1 when one failed.
"""

import csv
import json
import math
import sys
from collections import Counter, defaultdict
from decimal import Decimal
from typing import Callable

csv.field_size_limit(10 ** 7)
HOSTILE = '</script><script>window.hostile=1</script><b>"\'&amp;{n.reports}'


def read(path: str) -> list[dict[str, str]]:
    with open(path, encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file))


def number(text: str) -> Decimal:
    return Decimal(text.replace(',', '').replace('−', '-'))


folder, seen_path, agency = sys.argv[1:]
with open(seen_path, encoding='utf-8') as seen_file:
    seen = json.load(seen_file)
reports, checks = read(f'{folder}/reports.csv'), read(f'{folder}/checks.csv')
docs, wide = read(f'{folder}/docs.csv'), read(f'{folder}/wide.csv')
coverage = read(f'{folder}/coverage.csv')
shown = seen['desktop']
tables = shown['tables']
certain = [r for r in reports
           if r['region_now'].isdigit() and r['body'] and r['year'].isdigit()]
agency_years = {(r['region_now'], r['body'], r['year']): r for r in certain}
years = range(min(int(r['year']) for r in certain), max(int(r['year']) for r in certain) + 1)


def same(got: object, want: object) -> None:
    assert got == want, f'shown {got!r}, not {want!r}'


def test_silent() -> None:
    same(seen['said'], [])


def test_figures() -> None:
    same(number(shown['figures']['reports']), len(reports))
    same(number(shown['figures']['agencies']), len({k[:2] for k in agency_years}))
    same(number(shown['figures']['values']), sum(int(r['facts']) for r in reports))


def test_years() -> None:
    head, *rows = tables['t-years']
    want = Counter(k[2] for k in agency_years)
    due = Counter(c['year'] for c in coverage if c['expected'] == 'yes')
    met = Counter(c['year'] for c in coverage
                  if c['expected'] == 'yes' and int(c['reported']) > 0)
    same([r[0] for r in rows], [str(y) for y in years])
    for row in rows:
        got = dict(zip(head, row))
        same(number(got['all']), want[row[0]])
        same(number(got['county']), sum(k[2] == row[0] and r['level'] == 'county'
                                        for k, r in agency_years.items()))
        same(number(got['expected']), due[row[0]])
        same(number(got['of these reported']), met[row[0]])


def test_years_chart() -> None:
    """One bar for each number that is not zero."""
    head, *rows = tables['t-years']
    same(shown['bars'], sum(number(n) > 0 for r in rows for n in r[1:head.index('all')]))


def test_provinces() -> None:
    rows = tables['t-provinces'][1:]
    same(sum(number(r[-1]) for r in rows), len(agency_years))
    want = Counter((k[0][:2], k[2]) for k in agency_years)
    same(sum(number(n) for r in rows for n in r[1:-1] if n != '–'), len(agency_years))
    same(sum(n == '–' for r in rows for n in r[1:-1]), len(rows) * len(years) - len(want))


def test_agencies() -> None:
    names = {k[:2] for k in agency_years}
    total = number(shown['found'].split('/')[1])
    same(total, len(names))
    rows = seen['sought']['tables']['t-agencies'][1:]
    same(len(rows), 1)
    place = next(k[:2] for k, r in agency_years.items() if r['agency'] == agency)
    want = []
    for year in years:
        report = agency_years.get((*place, str(year)))
        want.append('–' if report is None else report['failed'] if int(report['failed']) < 9 else '9+')
    same(rows[0][2:], want)


def test_missing_is_not_zero() -> None:
    rows = tables['t-agencies'][1:]
    same(shown['hatched'], sum(c == '–' for r in rows for c in r[2:]))
    assert shown['hatched'] > 0


def test_outcomes() -> None:
    want = Counter((c['severity'], c['verdict']) for c in checks)
    for row, severity in zip(tables['t-outcomes'][1:], ('error', 'warn', 'info')):
        same([number(n) for n in row[1:5]],
             [want[severity, v] for v in ('pass', 'fail', 'incomplete', 'skipped')])


def test_failures() -> None:
    want = Counter((c['year'], c['severity'], c['verdict']) for c in checks)
    for row in tables['t-failures'][1:]:
        for i, severity in enumerate(('error', 'warn', 'info')):
            same(number(row[1 + 2 * i]), want[row[0], severity, 'fail'])
            same(number(row[2 + 2 * i]), want[row[0], severity, 'fail']
                 + want[row[0], severity, 'pass'])


def test_rules() -> None:
    want = Counter((c['identity'], c['verdict']) for c in checks)
    failing = {c['identity'] for c in checks if c['verdict'] == 'fail'}
    rows = {r[0].split()[0]: r for r in tables['t-rules'][1:]}
    same(set(rows), failing)
    for identity, row in rows.items():
        same(number(row[2]), want[identity, 'pass'] + want[identity, 'fail'])
        same(number(row[3]), want[identity, 'fail'])
        same(sum(number(n) for n in row[5:] if n != '–'), want[identity, 'fail'])


def test_spread() -> None:
    """Numbers, zeros and quartiles by rank, of every indicator and year."""
    values: dict[tuple[str, str, str], list[Decimal]] = defaultdict(list)
    columns = [c['name'] for c in read(f'{folder}/codebook.csv') if c['table_name'] == 'wide'
               and c['indicator'] and c['type'] != 'text']
    for row in wide:
        for column in columns:
            if row[column] and row['year']:
                values[column, row['scope'], row['year']].append(Decimal(row[column]))
    seen_rows = 0
    for figure in shown['spread']:
        for row in figure['rows']:
            scope = 'area' if 'area' in row[1] else 'own'
            of = sorted(values[figure['indicator'].replace('.', '_'), scope, row[0]])
            rank = [of[math.ceil(len(of) * q / 4) - 1] for q in (1, 2, 3)]
            same([number(n) for n in row[2:]],
                 [len(of), sum(v == 0 for v in of), of[0], *rank, of[-1]])
            seen_rows += 1
    same(seen_rows, len(values))


def test_charts() -> None:
    same(shown['charts'], len(shown['spread']) + 1 + 3)
    for figure in shown['spread']:
        same(figure['dots'], figure['outliers'])


def test_documents() -> None:
    same(sum(number(r[1]) for r in tables['t-statuses'][1:]), len(docs))
    want = Counter(w for d in docs for w in d['warnings'].split())
    same(sorted(number(r[1]) for r in tables['t-warnings'][1:]), sorted(want.values()))
    broken = sum(int(r['failed']) > 0 for r in reports)
    assert number(shown['figures']['looks']) >= broken > 0


def test_hostile() -> None:
    assert HOSTILE in shown['text'], 'the hostile name is not shown as it is'
    same((shown['hostile'], shown['scripts']), ('undefined', 2))


def test_phone() -> None:
    same(seen['phone']['scroll'], 360)


def test_languages() -> None:
    same([seen[s]['language'] for s in ('desktop', 'switched', 'phone')], ['en', 'zh', 'zh'])
    assert shown['heading'].isascii() and not seen['switched']['heading'].isascii()
    same(seen['switched']['heading'], seen['phone']['heading'])
    same([r[1:] for r in seen['switched']['tables']['t-outcomes'][1:]],
         [r[1:] for r in tables['t-outcomes'][1:]])


def main() -> None:
    tests: list[Callable[[], None]] = [
        f for name, f in sorted(globals().items()) if name.startswith('test_')]
    failed = 0
    for test in tests:
        try:
            test()
            print(f'ok - {test.__name__[5:]}')
        except (AssertionError, ArithmeticError, LookupError, StopIteration, ValueError) as why:
            failed += 1
            print(f'not ok - {test.__name__[5:]}: {type(why).__name__} {str(why)[:300]}')
    print(f'{len(tests) - failed} passed, {failed} failed, 0 skipped')
    sys.exit(failed > 0)


main()
