#!/usr/bin/python3
"""read.py: loads a table in pandas, with the types of datapackage.json, and
writes it back.

    read.py NAME BACK SUMS      (in the folder of NAME.csv)
"""

import json
import sys

import pandas

name, back, sums = sys.argv[1:]
with open('datapackage.json', encoding='utf-8') as file:
    package = json.load(file)
fields = [r for r in package['resources'] if r['name'] == name][0]['schema']['fields']
types = {'string': 'str', 'date': 'str', 'integer': 'Int64', 'number': 'float64'}
table = pandas.read_csv(f'{name}.csv', keep_default_na=False, na_values=[''],
                        dtype={f['name']: types[f['type']] for f in fields})
assert list(table.columns) == [f['name'] for f in fields]
table.to_csv(back, index=False)
rows = [(f['name'], table[f['name']].sum(), (table[f['name']] == 0).sum(),
         table[f['name']].isna().sum())
        for f in fields if f['type'] in ('integer', 'number')]
pandas.DataFrame(rows, columns=['name', 'sum', 'zeros', 'missing']).to_csv(
    sums, index=False)
